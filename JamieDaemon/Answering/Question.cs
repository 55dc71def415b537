using System.Text;
using System.Text.Json.Serialization;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Answering;

/// <summary>One turn of a person that wants an answer, as accepted from the chat.</summary>
/// <remarks>Its text form names the id and the kind only: text and reply address must not reach a log.</remarks>
public sealed record Question
{
    /// <summary>Derived from what the chat calls this turn, so that a redelivery, a replay and a second process all arrive at the same id.</summary>
    public required string Id { get; init; }

    /// <summary>By what the edge recognises this turn when the chat delivers it again: a hash.</summary>
    public UInt128 Key { get; init; }

    public required QuestionKind Kind { get; init; }

    /// <summary>What was asked, without the mention of the bot. Untrusted.</summary>
    public required string Text { get; init; }

    /// <summary>The files that came with it.</summary>
    public IReadOnlyList<QuestionFile> Files { get; init; } = [];

    /// <summary>The chat's id of the person who asked.</summary>
    public required string Asker { get; init; }

    public required Conversation Conversation { get; init; }

    /// <summary>The conversation to read for context when that is another one than where it was asked; else <see langword="null"/>.</summary>
    public Conversation? About { get; init; }

    /// <summary>Said without naming Jamie, in a thread: it is meant for Jamie only if Jamie takes part there.</summary>
    public bool IsFollowUp { get; init; }

    /// <summary>Asked again below an earlier answer, where its asker now looks.</summary>
    public bool IsRepeated { get; init; }

    /// <summary>Set when it was asked while Jamie was away, and found afterwards: its asker is told why the answer is late.</summary>
    public Absence? Absence { get; init; }

    /// <summary>When the chat received the turn, by the chat's clock.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>When its author wrote the words that it has now, by the chat's clock, if they were changed since it was asked.</summary>
    [JsonIgnore]
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>When this process received it: a <see cref="TimeProvider"/> timestamp, for measuring.</summary>
    [JsonIgnore]
    public long ReceivedAt { get; init; }

    /// <summary>Asked where an incident is handled: such questions are served before others.</summary>
    public bool IsUrgent { get; init; }

    /// <summary>When this process has taken it up again, from the journal or after a pause; <see langword="null"/> when it has just been asked.</summary>
    [JsonIgnore]
    public long? TakenUpAt { get; init; }

    /// <summary>From when on its answer is being waited for: its deadline counts from here.</summary>
    [JsonIgnore]
    public long PromisedAt => TakenUpAt ?? ReceivedAt;

    /// <summary>Set when an earlier process has accepted it, and may have begun its answer.</summary>
    [JsonIgnore]
    public Recovery? Recovery { get; init; }

    /// <summary>What it came with: the ids that connect all that is logged and traced of it.</summary>
    public JobOrigin Origin { get; init; }

    /// <summary>Where a command's answer goes. It lets whoever knows it post: a secret.</summary>
    public Uri? ReplyUrl { get; init; }

    /// <summary>The ids that are on every log line and span of its answer.</summary>
    /// <remarks>A message that is in no thread may begin one, and a command has neither.</remarks>
    public JobContext ToJob() => new(Id, TypeOf(Kind), JobContext.SessionOf(Conversation.Channel, Conversation.Thread ?? Conversation.Message), Origin)
    {
        Asker = Asker,
        IsMeant = !IsFollowUp,
    };

    private static string TypeOf(QuestionKind kind) => kind switch
    {
        QuestionKind.SlashCommand => JobType.SlashCommand,
        QuestionKind.DirectMessage => JobType.DirectMessage,
        _ => JobType.Mention,
    };

    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Id = ").Append(Id).Append(", Kind = ").Append(Kind);
        return true;
    }
}
