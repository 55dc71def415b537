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
    private const int Attempts = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="where">The conversation; the message goes into its thread, in a channel into a thread under the question.</param>
    /// <param name="id">Whose answer it is.</param>
    /// <param name="part">Which message of it.</param>
    /// <param name="text">Slack text, escaped.</param>
    /// <param name="mayStand">Whether an earlier attempt of unknown outcome may have posted it already.</param>
    /// <returns>The message's <c>ts</c>.</returns>
    /// <exception cref="AmbiguousSendException">After all attempts it is still unknown whether the message stands.</exception>
    /// <remarks>Takes no cancellation: a send cut under way would be one more of unknown outcome.</remarks>
    public async Task<string> PostAsync(Conversation where, string id, int part, string text, bool mayStand)
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
            // A request can take effect after its connection is gone: look only then.
            if (mayStand || attempt > 1) await Task.Delay(attempt * Pause, time, CancellationToken.None);
            SlackException failure;
            try
            {
                if (mayStand && await FindAsync(where, id, part) is { } found) return found;
                return (await slack.ChatPostMessageAsync(message, CancellationToken.None)).Ts;
            }
            catch (AmbiguousSendException unknown)
            {
                (mayStand, failure) = (true, unknown);
            }
            catch (SlackException passing) when (mayStand || passing is SlackUnavailableException)
            {
                failure = passing;
            }

            if (attempt < Attempts) Log.Again(logger, id, part, failure.Message);
            else throw mayStand ? new AmbiguousSendException(failure.Method, "every attempt to send or to look has failed", failure) : failure;
        }
    }

    /// <summary>In a channel the answer opens a thread; a private conversation goes on where it is.</summary>
    public static string? ThreadOf(Conversation where) =>
        where.Thread ?? (where.Channel.StartsWith('D') ? null : where.Message);

    private async Task<string?> FindAsync(Conversation where, string id, int part)
    {
        string? cursor = null;
        do
        {
            var page = await PageAsync(where, cursor);
            foreach (var message in page.Messages)
            {
                if (AnswerMark.Read(message) is { } mark && mark == new AnswerMark(id, part)) return message.Ts;
            }

            cursor = page.ResponseMetadata?.NextCursor;
        }
        while (cursor is { Length: > 0 });

        return null;
    }

    /// <summary>What was posted after the question, where its answer would stand.</summary>
    private Task<MessagesResponse> PageAsync(Conversation where, string? cursor)
    {
        var (channel, oldest) = (where.Channel, where.Message);
        return ThreadOf(where) is { } thread
            ? slack.ConversationsRepliesAsync(
                new ConversationsReplies { Channel = channel, Ts = thread, Oldest = oldest, Limit = 1000, Cursor = cursor, IncludeAllMetadata = true },
                patience: null,
                CancellationToken.None)
            : slack.ConversationsHistoryAsync(
                new ConversationsHistory { Channel = channel, Oldest = oldest, Limit = 999, Cursor = cursor, IncludeAllMetadata = true },
                patience: null,
                CancellationToken.None);
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.send_again", Level = LogLevel.Warning, Message = "Part {Part} of {JobId} is not known to be posted: {Reason}")]
        public static partial void Again(ILogger logger, string jobId, int part, string reason);
    }
}
