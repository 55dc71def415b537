using JamieDaemon.Slack.Answers;
using JamieDaemon.Slack.Notices;

namespace JamieDaemon.Slack.Intake;

/// <summary>What is said of a turn, or done for it, without the model.</summary>
internal sealed partial class TurnNotices(NoticeQueue notices, RecentEvents recent, ThreadMemory threads, ILogger<TurnNotices> logger)
{
    /// <summary>Puts it in line.</summary>
    /// <returns><see langword="false"/> when there is no place: the turn is unknown again, and must not be acknowledged.</returns>
    public bool TryAdd(Notice notice, TurnKey key)
    {
        if (notices.TryAdd(notice)) return true;
        recent.Remove(key);
        Log.LeftToSlack(logger, notice.Origin.RequestId);
        return false;
    }

    /// <summary>Has its asker told why a question is not taken, and settles its turn.</summary>
    /// <remarks>
    /// While the disk takes nothing, the refusal stands in memory alone. So the turn is settled only when it is said: of a process that dies before, Slack has
    /// no acknowledgement, and brings the question to the next one, or shows whoever gave a command that it failed.
    /// </remarks>
    public void Refuse(Said said, TurnKey key)
    {
        if (SlackThread.Of(said.Where) is { } thread) threads.Forget(said.Where.Channel, thread);
        if (said.Saying == Saying.NoJournal) TryAdd(said with { Receipt = new Receipt(recent, key) }, key);
        else if (TryAdd(said, key)) recent.Settle(key);
    }

    /// <summary>What could not be said is left to Slack, to be brought when the disk may have room.</summary>
    private sealed class Receipt(RecentEvents recent, TurnKey key) : INoticeReceipt
    {
        public void Delivered() => recent.Settle(key);

        public void Undelivered() => recent.Abandon(key);
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.event_left", Level = LogLevel.Error, Message = "There is no place, not even for a refusal: {RequestId} is not acknowledged, so that Slack sends it again")]
        public static partial void LeftToSlack(ILogger logger, string? requestId);
    }
}
