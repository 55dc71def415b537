using System.Diagnostics.Metrics;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Observability.Health;

/// <summary>
/// Looks at every component's health, for each probe and every few seconds between them, and says each change once. The checks
/// only read what their features already know, so a probe waits for nobody.
/// </summary>
public sealed partial class HealthWatch : BackgroundService
{
    private readonly HealthCheckService _checks;
    private readonly HealthCheckServiceOptions _known;
    private readonly TimeProvider _time;
    private readonly TimeSpan _interval;
    private readonly ILogger<HealthWatch> _logger;
    private readonly Lock _sync = new();
    private readonly Dictionary<string, HealthStatus> _last = new(StringComparer.Ordinal);

    public HealthWatch(
        HealthCheckService checks, IOptions<HealthCheckServiceOptions> known, JamieMeter meter, TimeProvider time,
        IOptions<ObservabilityOptions> options, ILogger<HealthWatch> logger)
    {
        _checks = checks;
        _known = known.Value;
        _time = time;
        _interval = options.Value.HealthInterval;
        _logger = logger;
        meter.Meter.CreateObservableGauge(
            "jamie.health.status", Observe, unit: "", "Whether a component is healthy (1) or not (0), by component.");
    }

    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken)
    {
        var report = await _checks.CheckHealthAsync(cancellationToken);
        foreach (var (component, entry) in report.Entries)
        {
            Note(component, entry);
        }

        return report;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await CheckAsync(stoppingToken);
        using var timer = new PeriodicTimer(_interval, _time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await CheckAsync(stoppingToken);
        }
    }

    // The first look says nothing: what is not healthy at start was just said by the component itself.
    private void Note(string component, HealthReportEntry entry)
    {
        bool changed;
        lock (_sync)
        {
            changed = _last.TryGetValue(component, out var before) && before != entry.Status;
            _last[component] = entry.Status;
        }

        if (changed && entry.Status == HealthStatus.Healthy)
        {
            Log.Recovered(_logger, component, entry.Description);
        }
        else if (changed)
        {
            Log.Changed(_logger, entry.Exception, component, entry.Status, entry.Description);
        }
    }

    private List<Measurement<int>> Observe()
    {
        lock (_sync)
        {
            var measured = new List<Measurement<int>>(_known.Registrations.Count);
            foreach (var check in _known.Registrations)
            {
                // Who has not been looked at yet is not known to be well.
                var isHealthy = _last.TryGetValue(check.Name, out var status) && status == HealthStatus.Healthy;
                measured.Add(new(isHealthy ? 1 : 0, new KeyValuePair<string, object?>("component", check.Name)));
            }

            return measured;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, EventName = "health.recovered",
            Message = "{Component} is healthy again: {Description}")]
        public static partial void Recovered(ILogger logger, string component, string? description);

        [LoggerMessage(Level = LogLevel.Warning, EventName = "health.changed",
            Message = "{Component} is {Status}: {Description}")]
        public static partial void Changed(
            ILogger logger, Exception? exception, string component, HealthStatus status, string? description);
    }
}
