namespace JamieDaemon.Slack.WebApi;

/// <summary>Slack's time, by the <c>Date</c> of its latest answer: the <c>ts</c> of messages follows it, and this machine's clock may be hours off, or be set.</summary>
public sealed class SlackClock(TimeProvider time)
{
    /// <summary><c>Date</c> has whole seconds and was under way for a while: a clock that is no further off is the finer one of the two.</summary>
    private static readonly TimeSpan Coarseness = TimeSpan.FromSeconds(2);

    private volatile Reading? _latest;

    /// <summary>Slack's time now; this machine's until Slack has answered.</summary>
    public DateTimeOffset Now => _latest is { } latest ? latest.At + time.GetElapsedTime(latest.Stamp) : time.GetUtcNow();

    /// <summary>When, by Slack's time, the <see cref="TimeProvider"/>'s timestamp was taken.</summary>
    public DateTimeOffset At(long stamp) => Now - time.GetElapsedTime(stamp);

    /// <summary>Takes the <c>Date</c> of an answer; a proxy may have left it out.</summary>
    internal void Read(DateTimeOffset? date)
    {
        if (date is not { } theirs) return;
        var ours = time.GetUtcNow();
        _latest = new Reading((ours - theirs).Duration() <= Coarseness ? ours : theirs, time.GetTimestamp());
    }

    private sealed record Reading(DateTimeOffset At, long Stamp);
}
