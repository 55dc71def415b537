using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Sandbox.Load;

/// <summary>All that goes wrong in the run with faults, and what a refresh of all sockets costs before any is killed.</summary>
internal sealed class LoadFaults(SlackWorkspace slack, TimeProvider time)
{
    /// <summary>
    /// Slack's long waits, shortened: a refreshed socket stays open for 2 s instead of 10, a second redelivery comes after 12 s
    /// instead of a minute.
    /// </summary>
    public const double TimeScale = 0.2;

    /// <summary>The longest time without an open socket while all of them were being refreshed.</summary>
    public TimeSpan? GapOnRefresh { get; private set; }

    public void Begin()
    {
        slack.Faults.DuplicateEvery = 5;
        slack.Faults.FragmentBytes = 256;
        slack.Faults.TooManyRequests = 0.1;
        slack.Faults.Unavailable = 0.1;
    }

    /// <summary>Plays with the sockets while questions come for <paramref name="duration"/>.</summary>
    public async Task RunAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        await UntilAsync(0.2);
        var old = slack.Sockets.Open;
        slack.Sockets.Refresh();
        await slack.Sockets.WhenAsync(now => now.Open.Count >= old.Count && !now.Open.Intersect(old).Any(), cancellationToken);
        GapOnRefresh = slack.Sockets.LongestGap;
        await UntilAsync(0.6);
        slack.Sockets.Kill(1);
        await UntilAsync(0.75);
        slack.Sockets.KillAll();

        Task UntilAsync(double share)
        {
            var wait = (duration * share) - time.GetElapsedTime(start);
            return wait > TimeSpan.Zero ? Task.Delay(wait, time, cancellationToken) : Task.CompletedTask;
        }
    }
}
