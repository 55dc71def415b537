using System.Text.Json;
using JamieDaemon.Sandbox.Load;
using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Sandbox.Chaos;

/// <summary>What was said instead of answers, as exactly as it can be told whose it was. Each of it excuses one question.</summary>
/// <remarks>
/// A command's stands in the replies to it. In a private conversation a refusal carries the question's id, which its answer would carry too: refused first and
/// answered by the next process, it excuses nobody. What is whispered in a channel names no question: there each asker's are counted, and what is left over is told.
/// </remarks>
internal sealed class ChaosExcuses
{
    private readonly Dictionary<string, int> _refusals;
    private readonly Dictionary<string, int> _apologies;

    public ChaosExcuses(ChaosKind kind, IEnumerable<ChaosQuestion> questions, SlackWorkspace slack)
    {
        var commands = slack.Channel(ChaosQuestion.CommandRoom[1..]).Id;
        var replies = questions.SelectMany(static question => question.Invocation?.Replies ?? []).Select(static reply => reply.Ts).ToHashSet(StringComparer.Ordinal);
        _refusals = slack.Users.ToDictionary(static user => user.Name, user => kind switch
        {
            ChaosKind.Direct => RefusedIn(slack.Messages.In(user.DirectChannel)),
            ChaosKind.Thread => slack.Messages.EphemeralFor(user.Id).Count(message => IsRefusal(message) && message.Channel != commands),
            _ => 0,
        });
        _apologies = slack.Users.ToDictionary(static user => user.Name, user => kind switch
        {
            ChaosKind.Direct => slack.Messages.In(user.DirectChannel).Count(message => message.ThreadTs is null && message.User == slack.Team.BotUserId && IsApology(message)),
            // Where Slack did not take the reply, it is whispered.
            _ => slack.Messages.EphemeralFor(user.Id).Count(message => message.Channel == commands == (kind == ChaosKind.Command) && !replies.Contains(message.Ts) && IsApology(message)),
        });
    }

    /// <summary>Refusals that no question needed: it was answered all the same, or refused twice.</summary>
    public int RefusalsLeft => _refusals.Values.Where(static left => left > 0).Sum();

    public static bool IsRefusal(SlackMessage message) => message.Said.Contains("my disk takes nothing more", StringComparison.Ordinal);

    public static bool IsApology(SlackMessage message) =>
        LoadQuestion.NumberOf(message.Said) is null && message.Said.Contains("Sorry", StringComparison.Ordinal) && !IsRefusal(message);

    public bool TakeRefusal(ChaosQuestion question) =>
        question.Invocation is { } command ? command.Replies.Any(IsRefusal) : _refusals[question.Asker]-- > 0;

    public bool TakeApology(ChaosQuestion question) =>
        (question.Invocation?.Replies.Any(IsApology) ?? false) || _apologies[question.Asker]-- > 0;

    private static int RefusedIn(IReadOnlyList<SlackMessage> conversation)
    {
        var told = conversation.Where(static message => !IsRefusal(message)).Select(QuestionId).ToHashSet(StringComparer.Ordinal);
        return conversation.Where(IsRefusal).Select(QuestionId).Distinct(StringComparer.Ordinal).Count(id => id is not null && !told.Contains(id));
    }

    private static string? QuestionId(SlackMessage message) =>
        message.Metadata is { ValueKind: JsonValueKind.Object } metadata && metadata.TryGetProperty("event_payload", out var payload) && payload.TryGetProperty("question_id", out var id)
            ? id.GetString()
            : null;
}
