using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.CatchUp;

/// <summary>Reads what was written in a conversation since a moment: in it, and in those of its threads that are known to go on.</summary>
/// <remarks>
/// Slack's history leaves replies out. A thread is found by its first message, when that is among the latest of the conversation and says that a
/// reply has come since, or because Jamie takes part in it.
/// </remarks>
internal sealed class MissedMessages(SlackWebApiClient slack, ThreadMemory threads, CatchUpPace pace)
{
    private const int PageSize = 200;
    private const int MostThreads = 20;

    /// <summary>Threads of an incident go on for that long.</summary>
    private static readonly TimeSpan ThreadAge = TimeSpan.FromDays(1);

    /// <returns>The messages, oldest first, and what was left unread because there are too many; <see langword="null"/> when nothing was.</returns>
    /// <exception cref="SlackException">Slack did not let it be read.</exception>
    public async Task<(IReadOnlyCollection<SlackMessage> Messages, string? Cut)> ReadAsync(string channel, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var from = SlackTs.Of(since);
        var missed = new SortedList<string, SlackMessage>(StringComparer.Ordinal);
        var going = new HashSet<string>(threads.JoinedIn(channel, MostThreads), StringComparer.Ordinal);
        var cut = await ReadChannelAsync(channel, since, from, missed, going, cancellationToken);
        foreach (var thread in going)
        {
            if (!await ReadThreadAsync(channel, thread, from, missed, cancellationToken)) cut ??= $"the replies in {channel} take too many calls";
        }

        return (missed.Values.AsReadOnly(), cut);
    }

    /// <returns>What was left unread.</returns>
    private async Task<string?> ReadChannelAsync(
        string channel, DateTimeOffset since, string from, SortedList<string, SlackMessage> missed, HashSet<string> going, CancellationToken cancellationToken)
    {
        string? cursor = null;
        string? cut = null;
        do
        {
            if (!pace.HasCalls) return $"{channel} takes too many calls";
            await pace.WaitAsync(cancellationToken);
            var answer = await slack.ConversationsHistoryAsync(
                new ConversationsHistory { Channel = channel, Oldest = SlackTs.Of(since - ThreadAge), Limit = PageSize, Cursor = cursor }, CatchUpPace.Patience, cancellationToken);
            var isCovered = false;
            foreach (var message in answer.Messages)
            {
                if (IsAfter(message.LatestReply, from) && !TryAdd(going, message.Ts)) cut = $"{channel} has more than {MostThreads * 2} threads that go on";
                if (IsAfter(message.Ts, from)) missed[message.Ts] = message;
                else isCovered = true;
            }

            cursor = answer.ResponseMetadata?.NextCursor;
            if (isCovered) return cut;
        }
        while (cursor is { Length: > 0 });
        return cut;
    }

    /// <returns>Whether all of it was read.</returns>
    private async Task<bool> ReadThreadAsync(string channel, string thread, string from, SortedList<string, SlackMessage> missed, CancellationToken cancellationToken)
    {
        string? cursor = null;
        try
        {
            do
            {
                if (!pace.HasCalls) return false;
                await pace.WaitAsync(cancellationToken);
                var answer = await slack.ConversationsRepliesAsync(
                    new ConversationsReplies { Channel = channel, Ts = thread, Oldest = from, Limit = PageSize, Cursor = cursor }, CatchUpPace.Patience, cancellationToken);
                foreach (var message in answer.Messages)
                {
                    if (IsAfter(message.Ts, from)) missed[message.Ts] = message;
                }

                cursor = answer.ResponseMetadata?.NextCursor;
            }
            while (cursor is { Length: > 0 });
        }
        catch (SlackApiException gone) when (gone.Error == "thread_not_found")
        {
            // Its first message was deleted: nobody waits there.
        }

        return true;
    }

    private static bool TryAdd(HashSet<string> going, string thread) => going.Contains(thread) || (going.Count < MostThreads * 2 && going.Add(thread));

    /// <summary>Both have six decimals and, until the year 2286, ten digits before them.</summary>
    private static bool IsAfter(string? ts, string from) => string.CompareOrdinal(ts, from) > 0;
}
