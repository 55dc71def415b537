using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Sandbox.Chaos;

/// <summary>What goes wrong around the daemon all the time.</summary>
internal sealed class ChaosTrouble(ChaosPlan plan, SlackWorkspace slack, ChaosModel model, ChaosDaemon daemon, ChaosClock clock, SemaphoreSlim replacing, TimeProvider time)
{
    /// <summary>
    /// Slack's long waits, shortened: redeliveries come at once, after 18 and after 90 s, and refreshed sockets stay for three seconds. Not shorter:
    /// Jamie's own waits, of up to a minute when there are too many sockets, are not shortened.
    /// </summary>
    public const double TimeScale = 0.3;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Full = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(5);

    /// <summary>Share of calls that fail all the time, each way.</summary>
    private const double Failing = 0.1;

    private readonly Random _random = new(plan.Seed + 1);

    /// <summary>How often each has happened.</summary>
    public Dictionary<Disaster, int> Happened { get; } = Enum.GetValues<Disaster>().ToDictionary(static disaster => disaster, static _ => 0);

    public void Begin()
    {
        slack.Faults.DuplicateEvery = 5;
        slack.Faults.FragmentBytes = 256;
        slack.Faults.TooManyRequests = Failing;
        slack.Faults.Unavailable = Failing;
    }

    public void End()
    {
        slack.Faults.TooManyRequests = 0;
        slack.Faults.Unavailable = 0;
    }

    /// <summary>Deals one disaster after the other until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var deck = new DisasterDeck(_random);
        using var rounds = new PeriodicTimer(Every, time);
        while (await rounds.WaitForNextTickAsync(cancellationToken))
        {
            var disaster = deck.Next();
            await StrikeAsync(disaster, cancellationToken);
            Happened[disaster]++;
        }
    }

    private async Task StrikeAsync(Disaster disaster, CancellationToken cancellationToken)
    {
        switch (disaster)
        {
            case Disaster.SocketKilled:
                slack.Sockets.Kill(1);
                break;
            case Disaster.AllSocketsKilled:
                slack.Sockets.KillAll();
                break;
            case Disaster.SocketHalfOpen:
                slack.Sockets.Freeze(1);
                break;
            case Disaster.SocketsRefreshed:
                slack.Sockets.Refresh();
                break;
            case Disaster.TooManyWebsockets:
                slack.Sockets.SendDisconnect("too_many_websockets");
                break;
            case Disaster.DiskFull:
                await FillDiskAsync(cancellationToken);
                break;
            case Disaster.ClockJumped:
                clock.Jump(_random);
                break;
            case Disaster.WebApiAway:
                slack.Faults.Unavailable = 1;
                await Task.Delay(Away, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                slack.Faults.Unavailable = Failing;
                break;
            default:
                await model.RestartAsync(cancellationToken);
                break;
        }
    }

    /// <summary>It may be killed meanwhile, but none begins on a full disk: that none can is no fault.</summary>
    private async Task FillDiskAsync(CancellationToken cancellationToken)
    {
        await replacing.WaitAsync(cancellationToken);
        try
        {
            daemon.FillDisk(isFull: true);
        }
        finally
        {
            replacing.Release();
        }

        await Task.Delay(Full, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        daemon.FillDisk(isFull: false);
    }
}
