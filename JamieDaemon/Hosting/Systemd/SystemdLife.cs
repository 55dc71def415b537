using JamieDaemon.Hosting.Reload;

namespace JamieDaemon.Hosting.Systemd;

/// <summary>Tells systemd that Jamie has started, how it is, that it lives, that it reads its settings anew, and that it stops.</summary>
/// <remarks>
/// Started is not the same as ready: whoever restarts a bot because Slack is away cures nothing. Signs of life are the heartbeat's and nobody else's.
/// </remarks>
internal sealed partial class SystemdLife(
    NotifySocket manager, IProcessCondition condition, SystemdPlan plan, TimeProvider time, ILogger<SystemdLife> logger) : IHostedLifecycleService, IReloadWitness, IDisposable
{
    /// <summary>Between two looks at how the process is; what has not changed is not said again.</summary>
    internal static readonly TimeSpan StatusEvery = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Phase _phase = Phase.Starting;
    private ITimer? _status;
    private ITimer? _signs;
    private string? _said;
    private bool _hasFailed;
    private bool _isSilent;

    private enum Phase
    {
        Starting,
        Running,
        Reloading,
        Stopping,
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _phase = Phase.Running;
            Tell("READY=1", condition.Sentence);
        }

        _status = time.CreateTimer(_ => TellStatus(), state: null, StatusEvery, StatusEvery);
        if (plan.SignOfLife is { } pause) _signs = time.CreateTimer(_ => GiveSign(), state: null, TimeSpan.Zero, pause);
        return Task.CompletedTask;
    }

    /// <summary>Those of the process's end go on: a drain that hangs is the watchdog's business too.</summary>
    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _phase = Phase.Stopping;
            // Only ever later than what TimeoutStopSec gives: a longer drain time needs no other unit.
            Tell($"STOPPING=1\nEXTEND_TIMEOUT_USEC={Microseconds(plan.StopsWithin)}", "Stopping: answers that are being written are finished, and what waits is kept for the next start");
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The time is CLOCK_MONOTONIC's, which is what .NET's timestamps are made of on Linux; <c>Type=notify-reload</c> wants it.</summary>
    public void ReloadBegins()
    {
        lock (_lock)
        {
            if (_phase != Phase.Running) return;
            _phase = Phase.Reloading;
            Tell($"RELOADING=1\nMONOTONIC_USEC={(long)(time.GetTimestamp() * (1_000_000.0 / time.TimestampFrequency))}", "Reads its settings anew");
        }
    }

    public void ReloadEnds()
    {
        lock (_lock)
        {
            if (_phase != Phase.Reloading) return;
            _phase = Phase.Running;
            Tell("READY=1", condition.Sentence);
        }
    }

    public void Dispose()
    {
        _status?.Dispose();
        _signs?.Dispose();
    }

    private void TellStatus()
    {
        lock (_lock)
        {
            // What did not arrive is said again, and with it that the start, or the reload, is over.
            if (_phase == Phase.Running && condition.Sentence is var sentence && sentence != _said) Tell(_said is null ? "READY=1" : null, sentence);
        }
    }

    private void GiveSign()
    {
        lock (_lock)
        {
            if (condition.IsAlive)
            {
                _isSilent = false;
                Send("WATCHDOG=1");
            }
            else if (!_isSilent)
            {
                _isSilent = true;
                Log.HeartbeatStands(logger);
            }
        }
    }

    private void Tell(string? what, string sentence)
    {
        var status = $"STATUS={sentence}";
        _said = Send(what is null ? status : $"{what}\n{status}") ? sentence : null;
    }

    private bool Send(string message)
    {
        var problem = manager.Send(message);
        if (problem is not null && !_hasFailed) Log.NotTold(logger, problem);
        _hasFailed = problem is not null;
        return !_hasFailed;
    }

    private static long Microseconds(TimeSpan time) => time.Ticks / TimeSpan.TicksPerMicrosecond;

    private static partial class Log
    {
        [LoggerMessage(EventName = "systemd.not_told", Level = LogLevel.Warning, Message = "systemd cannot be told how Jamie is, and may take it for dead: {Problem}")]
        public static partial void NotTold(ILogger logger, string problem);

        [LoggerMessage(EventName = "systemd.no_sign_of_life", Level = LogLevel.Critical, Message = "The heartbeat stands still: systemd gets no sign of life any more and will restart Jamie")]
        public static partial void HeartbeatStands(ILogger logger);
    }
}
