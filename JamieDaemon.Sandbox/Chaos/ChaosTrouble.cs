using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Sandbox.Chaos;

/// <summary>What goes wrong around the daemon all the time.</summary>
internal sealed class ChaosTrouble(ChaosPlan plan, SlackWorkspace slack, TimeProvider time)
{
    /// <summary>Slack's long waits, shortened: redeliveries come at once, after 6 and after 30 s, and refreshed sockets stay for a second.</summary>
    public const double TimeScale = 0.1;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(4);

    private readonly Random _random = new(plan.Seed + 1);

    public void Begin()
    {
        slack.Faults.DuplicateEvery = 5;
        slack.Faults.FragmentBytes = 256;
        slack.Faults.TooManyRequests = 0.1;
        slack.Faults.Unavailable = 0.1;
    }

    public void End()
    {
        slack.Faults.TooManyRequests = 0;
        slack.Faults.Unavailable = 0;
    }

    /// <summary>Plays with the sockets until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var rounds = new PeriodicTimer(Every, time);
        while (await rounds.WaitForNextTickAsync(cancellationToken))
        {
            switch (_random.Next(4))
            {
                case 0:
                    slack.Sockets.Kill(1);
                    break;
                case 1:
                    slack.Sockets.KillAll();
                    break;
                case 2:
                    slack.Sockets.Freeze(1);
                    break;
                default:
                    slack.Sockets.Refresh();
                    break;
            }
        }
    }
}
