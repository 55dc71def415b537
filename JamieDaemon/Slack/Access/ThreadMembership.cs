using JamieDaemon.Answering;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Access;

/// <summary>Knows in which threads Jamie takes part: it asks Slack once for each thread, and remembers.</summary>
internal sealed partial class ThreadMembership(
    SlackWebApiClient slack, ThreadMemory memory, SlackIdentity identity, IOptions<SlackOptions> options, ILogger<ThreadMembership> logger)
{
    private const int MostMessages = 200;

    /// <summary>Whether Jamie had written in the thread before the message. A thread that may not be read is taken for others' own.</summary>
    /// <exception cref="UndeliveredException">Slack does not say at the moment: the question is neither for Jamie nor for others yet.</exception>
    public async Task<bool> TookPartAsync(string channel, string thread, string message, CancellationToken cancellationToken)
    {
        if (memory.TookPart(channel, thread, message) is { } known) return known;
        try
        {
            var page = await slack.ConversationsRepliesAsync(
                new ConversationsReplies { Channel = channel, Ts = thread, Limit = MostMessages }, options.Value.ContextPatience, cancellationToken);
            if (page.Messages.FirstOrDefault(IsJamies) is { } first) memory.Joined(channel, thread, first.Ts);
            // The mention that makes it Jamie's may reach another replica.
            else if (!options.Value.HasReplicas) memory.IsOthers(channel, thread);
            return memory.TookPart(channel, thread, message) == true;
        }
        catch (SlackApiException unread)
        {
            Log.Unread(logger, unread.Message);
            return false;
        }
        catch (SlackException passing)
        {
            throw new UndeliveredException(passing.Message, passing);
        }
    }

    /// <summary>Where another replica answers, what it was asked stands in the thread before its answer does.</summary>
    private bool IsJamies(SlackMessage message) => identity.Wrote(message) || (options.Value.HasReplicas && identity.IsNamedIn(message.Text));

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.thread_unread", Level = LogLevel.Debug, Message = "A reply without a mention is not answered, because its thread may not be read: {Reason}")]
        public static partial void Unread(ILogger logger, string reason);
    }
}
