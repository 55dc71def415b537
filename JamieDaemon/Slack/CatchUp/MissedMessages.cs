using System.Text.Json;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.CatchUp;

/// <summary>Reads what was written in a conversation since a moment: in it, and in those of its threads that are known to go on.</summary>
/// <remarks>
/// Slack's history leaves replies out. A thread is found by its first message, when that is among the latest of the conversation and says that somebody
/// else than Jamie has replied since, or because Jamie takes part in it.
/// </remarks>
internal sealed class MissedMessages(SlackWebApiClient slack, ThreadMemory threads, SlackIdentity identity, CatchUpPace pace)
{
    private const int PageSize = 200;
    private const int MostThreads = 20;

    /// <summary>Threads of an incident go on for that long.</summary>
    private static readonly TimeSpan ThreadAge = TimeSpan.FromDays(1);

    /// <summary>Reads the conversation itself.</summary>
    /// <exception cref="SlackException">Slack did not let it be read.</exception>
    public async Task<Missed> ReadChannelAsync(string channel, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var missed = new Missed(channel, SlackTs.Of(since));
        missed.Threads.UnionWith(threads.JoinedIn(channel, MostThreads));
        string? cursor = null;
        do
        {
            if (!pace.HasCalls)
            {
                missed.Cut = $"{channel} takes too many calls";
                break;
            }

            await pace.WaitAsync(cancellationToken);
            var answer = await slack.ConversationsHistoryAsync(
                new ConversationsHistory { Channel = channel, Oldest = SlackTs.Of(since - ThreadAge), Limit = PageSize, Cursor = cursor }, CatchUpPace.Patience, cancellationToken);
            var isCovered = false;
            foreach (var message in answer.Messages)
            {
                NoteThread(missed, message);
                isCovered |= !missed.TryAdd(message);
            }

            cursor = isCovered ? null : answer.ResponseMetadata?.NextCursor;
        }
        while (cursor is { Length: > 0 });
        return missed;
    }

    /// <summary>Reads the threads that go on, too.</summary>
    /// <exception cref="SlackException">Slack did not let them be read.</exception>
    public async Task ReadThreadsAsync(Missed missed, CancellationToken cancellationToken)
    {
        foreach (var thread in missed.Threads)
        {
            if (await ReadThreadAsync(missed, thread, cancellationToken)) continue;
            missed.Cut ??= $"the replies in {missed.Channel} take too many calls";
            return;
        }
    }

    /// <summary>One that Jamie takes part in needs no look either, when its first message says that nobody else has replied.</summary>
    private void NoteThread(Missed missed, SlackMessage first)
    {
        if (!missed.IsAfter(first.LatestReply) || IsOwn(first)) missed.Threads.Remove(first.Ts);
        else if (missed.Threads.Count < MostThreads * 2) missed.Threads.Add(first.Ts);
        else if (!missed.Threads.Contains(first.Ts)) missed.Cut = $"{missed.Channel} has more than {MostThreads * 2} threads that go on";
    }

    private bool IsOwn(SlackMessage first) =>
        first is { ReplyUsersCount: 1, ReplyUsers: { ValueKind: JsonValueKind.Array } users } && users.GetArrayLength() == 1
        && users[0] is { ValueKind: JsonValueKind.String } only && only.ValueEquals(identity.UserId);

    /// <returns>Whether all of it was read.</returns>
    private async Task<bool> ReadThreadAsync(Missed missed, string thread, CancellationToken cancellationToken)
    {
        string? cursor = null;
        try
        {
            do
            {
                if (!pace.HasCalls) return false;
                await pace.WaitAsync(cancellationToken);
                var answer = await slack.ConversationsRepliesAsync(
                    new ConversationsReplies { Channel = missed.Channel, Ts = thread, Oldest = missed.From, Limit = PageSize, Cursor = cursor }, CatchUpPace.Patience, cancellationToken);
                foreach (var message in answer.Messages) missed.TryAdd(message);
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
}
