using System.Text.Json;
using JamieDaemon.Answering;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Answers;

/// <summary>Posts a message once, also when Slack does not say whether it has it.</summary>
/// <remarks>
/// Each message carries who it is (<c>jamie_answer</c>: question and part) as metadata. After a send of unknown outcome Jamie looks for it
/// where it would stand and repeats only what is not there. It waits before it looks: a request can still take effect after its connection
/// is gone. One repetition is not enough: where one call in ten fails and half of those had no effect, it would lose one answer in 400.
/// </remarks>
public sealed partial class SlackPoster(SlackWebApiClient slack, TimeProvider time, ILogger<SlackPoster> logger)
{
    private const int Attempts = 4;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="where">The conversation; the message goes into its thread, in a channel into a thread under the question.</param>
    /// <param name="id">Whose answer it is.</param>
    /// <param name="part">Which message of it.</param>
    /// <param name="text">Slack text, escaped.</param>
    /// <returns>The message's <c>ts</c>.</returns>
    /// <remarks>Takes no cancellation: a send cut under way would be one more of unknown outcome.</remarks>
    public async Task<string> PostAsync(Conversation where, string id, int part, string text)
    {
        var message = new ChatPostMessage
        {
            Channel = where.Channel,
            ThreadTs = ThreadOf(where),
            Text = text,
            UnfurlLinks = false,
            UnfurlMedia = false,
            Metadata = new MessageMetadata
            {
                EventType = AnswerMark.EventType,
                EventPayload = JsonSerializer.SerializeToElement(new AnswerMark(id, part), AnswerMarkContext.Default.AnswerMark),
            },
        };
        for (var attempt = 1; ; attempt++)
        {
            AmbiguousSendException unknown;
            try
            {
                return (await slack.ChatPostMessageAsync(message, CancellationToken.None)).Ts;
            }
            catch (AmbiguousSendException ambiguous)
            {
                Log.LookingFor(logger, id, part, ambiguous.Message);
                unknown = ambiguous;
            }

            await Task.Delay(attempt * Pause, time, CancellationToken.None);
            if (await FindAsync(where, id, part) is { } found) return found;
            if (attempt == Attempts) throw unknown;
        }
    }

    /// <summary>In a channel the answer opens a thread; a private conversation goes on where it is.</summary>
    public static string? ThreadOf(Conversation where) =>
        where.Thread ?? (where.Channel.StartsWith('D') ? null : where.Message);

    private async Task<string?> FindAsync(Conversation where, string id, int part)
    {
        var wanted = new AnswerMark(id, part);
        foreach (var message in await RecentAsync(where))
        {
            if (message.Metadata is not { EventType: AnswerMark.EventType } metadata) continue;
            if (metadata.EventPayload.Deserialize(AnswerMarkContext.Default.AnswerMark) == wanted) return message.Ts;
        }

        return null;
    }

    /// <summary>What was posted after the question, where its answer would stand.</summary>
    private async Task<IReadOnlyList<SlackMessage>> RecentAsync(Conversation where)
    {
        if (ThreadOf(where) is { } thread)
        {
            var replies = new ConversationsReplies { Channel = where.Channel, Ts = thread, Oldest = where.Message, Limit = 200, IncludeAllMetadata = true };
            return (await slack.ConversationsRepliesAsync(replies, patience: null, CancellationToken.None)).Messages;
        }

        var history = new ConversationsHistory { Channel = where.Channel, Oldest = where.Message, Limit = 200, IncludeAllMetadata = true };
        return (await slack.ConversationsHistoryAsync(history, patience: null, CancellationToken.None)).Messages;
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.send_ambiguous", Level = LogLevel.Warning, Message = "Looking whether part {Part} of {JobId} was posted: {Reason}")]
        public static partial void LookingFor(ILogger logger, string jobId, int part, string reason);
    }
}
