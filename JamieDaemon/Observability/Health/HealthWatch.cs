using System.Diagnostics.Metrics;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Observability.Health;

/// <summary>
/// Looks at every component's health every few seconds, and says each change once. Probes get the latest look: they wait for
/// nobody, whatever a component does.
/// </summary>
public sealed partial class HealthWatch : BackgroundService
{
    /// <summary>Until Jamie is ready, somebody waits for it.</summary>
    private static readonly TimeSpan IntervalUntilReady = TimeSpan.FromSeconds(1);

    private readonly HealthCheckService _checks;
    private readonly HealthCheckServiceOptions _known;
    private readonly Heartbeat _heartbeat;
    private readonly IHostApplicationLifetime _lifetime;
    private readonly SlowOperations _slow;
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly ILogger<HealthWatch> _logger;
    private readonly HashSet<string> _complainedOf = new(StringComparer.Ordinal);
    private volatile Look? _latest;
    private bool _wasReady;

    public HealthWatch(
        HealthCheckService checks, IOptions<HealthCheckServiceOptions> known, Heartbeat heartbeat,
        IHostApplicationLifetime lifetime, JamieMeter meter, SlowOperations slow, TimeProvider time, IOptions<ObservabilityOptions> options,
        ILogger<HealthWatch> logger)
    {
        _checks = checks;
        _known = known.Value;
        _heartbeat = heartbeat;
        _lifetime = lifetime;
        _slow = slow;
        _time = time;
        _interval = options.Value.HealthInterval;
        _logger = logger;
        meter.Meter.CreateObservableGauge(
            "jamie.health.status", Observe, unit: "", "Whether a component is healthy (1) or not (0), by component.");
    }

    /// <summary>Everything that is known now, without asking anybody.</summary>
    public HealthState State
    {
        get
        {
            var latest = _latest;
            return new HealthState
            {
                Report = latest?.Report,
                ReportAge = latest is null ? TimeSpan.Zero : _time.GetElapsedTime(latest.At),
                HeartbeatAge = _heartbeat.Age,
                Now = _time.GetUtcNow(),
                Uptime = _heartbeat.Uptime,
                HasStarted = _lifetime.ApplicationStarted.IsCancellationRequested,
                IsStopping = _lifetime.ApplicationStopping.IsCancellationRequested,
            };
        }
    }

    /// <summary>Looks now. It runs on one loop, so no two looks overlap.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        var report = await _checks.CheckHealthAsync(cancellationToken);
        foreach (var (component, entry) in report.Entries)
        {
            Note(component, _latest?.Report.Entries.GetValueOrDefault(component), entry);
            _slow.HealthCheck(component, entry.Duration);
        }

        _latest = new Look(report, _time.GetTimestamp());
        if (_wasReady || !Readiness.IsReady(State)) return;
        _wasReady = true;
        Log.Ready(_logger, _heartbeat.Uptime);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await LookAsync(stoppingToken);
            await Task.Delay(_wasReady || _interval < IntervalUntilReady ? _interval : IntervalUntilReady, _time, stoppingToken);
        }
    }

    // The first look says nothing: what is not healthy at start is said by the component itself, and so is that it has become so.
    private void Note(string component, HealthReportEntry? before, HealthReportEntry entry)
    {
        if (before is null || before.Value.Status == entry.Status) return;
        if (entry.Status != HealthStatus.Healthy)
        {
            _complainedOf.Add(component);
            Log.Changed(_logger, entry.Exception, component, entry.Status, entry.Description);
        }
        else if (_complainedOf.Remove(component))
        {
            Log.Recovered(_logger, component, entry.Description);
        }
    }

    private List<Measurement<int>> Observe()
    {
        var latest = _latest?.Report.Entries;
        var measured = new List<Measurement<int>>(_known.Registrations.Count);
        foreach (var check in _known.Registrations)
        {
            // Who has not been looked at yet is not known to be well.
            var isHealthy = latest is not null && latest.TryGetValue(check.Name, out var entry) && entry.Status == HealthStatus.Healthy;
            measured.Add(new(isHealthy ? 1 : 0, new KeyValuePair<string, object?>("component", check.Name)));
        }

        return measured;
    }

    private sealed record Look(HealthReport Report, long At);

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, EventName = "jamie.ready",
            Message = "Jamie is ready {Elapsed} after its start: it hears Slack and takes questions")]
        public static partial void Ready(ILogger logger, TimeSpan elapsed);

        [LoggerMessage(Level = LogLevel.Information, EventName = "health.recovered",
            Message = "{Component} is healthy again: {Description}")]
        public static partial void Recovered(ILogger logger, string component, string? description);

        [LoggerMessage(Level = LogLevel.Warning, EventName = "health.changed",
            Message = "{Component} is {Status}: {Description}")]
        public static partial void Changed(
            ILogger logger, Exception? exception, string component, HealthStatus status, string? description);
    }
}
