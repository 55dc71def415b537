using JamieDaemon.Telemetry;

namespace JamieDaemon.Hosting;

/// <summary>What befalls the process as a whole, as numbers.</summary>
/// <remarks>A start that fails is retried by the process itself: one that ended would never be scraped.</remarks>
public sealed class HostMetrics
{
    private readonly JamieCounter _attempts;
    private readonly JamieCounter _successes;
    private readonly JamieCounter _failures;
    private readonly JamieCounter _unhandled;
    private readonly JamieCounter _reloads;
    private readonly KeyValuePair<string, object?> _environment;

    public HostMetrics(JamieMeter meter, IHostEnvironment environment, TimeProvider time)
    {
        _environment = new("environment", environment.EnvironmentName.ToLowerInvariant());
        var started = time.GetUtcNow().ToUnixTimeMilliseconds() / 1e3;
        meter.Meter.CreateObservableGauge(
            "jamie.startup.timestamp", () => new System.Diagnostics.Metrics.Measurement<double>(started, _environment), "s", "When Jamie was started, since the Unix epoch.");
        _attempts = meter.Counter("jamie.startup.attempts", "{attempt}", "Attempts to reach Slack for the first time.");
        _successes = meter.Counter("jamie.startup.success", "{start}", "Starts that reached Slack.");
        _failures = meter.Counter("jamie.startup.failures", "{failure}", "Attempts to reach Slack for the first time that failed; the next one follows.");
        _unhandled = meter.Counter("jamie.unhandled_exceptions.total", "{exception}", "Exceptions that nobody caught or observed.");
        _reloads = meter.Counter("jamie.config.reloads.total", "{reload}", "Times that the settings were read anew, by whether they were good; else the old ones have stayed.");
        foreach (var isGood in new[] { true, false }) _reloads.Announce(Status(isGood));
        foreach (var counter in (ReadOnlySpan<JamieCounter>)[_attempts, _successes, _failures]) counter.Announce(_environment);
        _unhandled.Announce();
    }

    public void StartAttempted() => _attempts.Add(1, _environment);

    public void StartSucceeded() => _successes.Add(1, _environment);

    public void StartFailed() => _failures.Add(1, _environment);

    public void Unhandled() => _unhandled.Add(1);

    /// <summary>The settings were read anew.</summary>
    public void SettingsReloaded(bool areGood) => _reloads.Add(1, Status(areGood));

    private static KeyValuePair<string, object?> Status(bool isGood) => new("status", isGood ? "success" : "error");
}
