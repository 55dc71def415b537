using JamieDaemon.Answering;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Answers;

/// <summary>Posts a message once, also when Slack does not say whether it has it.</summary>
/// <remarks>
/// Each message carries who it is (<c>jamie_answer</c>: question and part) as metadata. After a send of unknown outcome Jamie looks for it
/// where it would stand and repeats only what is not there. It waits before it looks: a request can still take effect after its connection
/// is gone. One repetition is not enough: where one call in ten fails and half of those had no effect, it would lose one answer in 400.
/// </remarks>
internal sealed partial class SlackPoster(SlackWebApiClient slack, SlackThread threads, TimeProvider time, ILogger<SlackPoster> logger)
{
    private const int Attempts = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <param name="where">The conversation; the message goes into its thread, in a channel into a thread under the question.</param>
    /// <param name="mark">Which message of whose answer it is.</param>
    /// <param name="content">What it shows.</param>
    /// <param name="mayStand">Whether an earlier attempt of unknown outcome may have posted it already.</param>
    /// <param name="since">The <c>ts</c> after which it would stand.</param>
    /// <param name="unwanted">Gives it up before it is sent. One that may stand is seen through: whoever takes it away must know where it is.</param>
    /// <returns>The message's <c>ts</c>, and whether it is known to show the content: one that was found may show less.</returns>
    /// <exception cref="AmbiguousSendException">After all attempts it is still unknown whether the message stands.</exception>
    public async Task<(string Ts, bool IsKnown)> PostAsync(
        Conversation where, AnswerMark mark, MessageContent content, bool mayStand, string? since, CancellationToken unwanted)
    {
        var message = new ChatPostMessage
        {
            Channel = where.Channel,
            ThreadTs = SlackThread.Of(where),
            Text = content.Text,
            Blocks = content.Blocks,
            UnfurlLinks = false,
            UnfurlMedia = false,
            Metadata = mark.ToMetadata(),
        };
        for (var attempt = 1; ; attempt++)
        {
            var unsent = mayStand ? CancellationToken.None : unwanted;
            unsent.ThrowIfCancellationRequested();
            // A request can take effect after its connection is gone: look only then.
            if (mayStand || attempt > 1) await Task.Delay(attempt * Pause, time, unsent);
            SlackException failure;
            try
            {
                if (mayStand && await threads.FindAsync(where, since, found => mark.IsSamePlaceAs(AnswerMark.Read(found))) is { } ts) return (ts, false);
                return ((await slack.ChatPostMessageUnlessAsync(message, unsent)).Ts, true);
            }
            catch (AmbiguousSendException unknown)
            {
                (mayStand, failure) = (true, unknown);
            }
            catch (SlackException passing) when (mayStand || passing is SlackUnavailableException)
            {
                failure = passing;
            }

            if (attempt < Attempts) Log.Again(logger, mark.QuestionId, mark.Part, failure.Message);
            else throw mayStand ? new AmbiguousSendException(failure.Method, "every attempt to send or to look has failed", failure) : failure;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.send_again", Level = LogLevel.Warning, Message = "Part {Part} of {JobId} is not known to be posted: {Reason}")]
        public static partial void Again(ILogger logger, string jobId, int part, string reason);
    }
}
