using Microsoft.Extensions.Options;

namespace JamieDaemon.Telemetry;

/// <summary>Warns, once each, of what succeeded but took long. What failed is said by whoever saw it fail.</summary>
public sealed partial class SlowOperations(IOptions<SlowOptions> options, ILogger<SlowOperations> logger)
{
    private readonly SlowOptions _limits = options.Value;

    public void ApiCall(string provider, string operation, TimeSpan elapsed)
    {
        if (IsSlow(elapsed, _limits.ApiCall)) Warn($"{provider} {operation}", elapsed, _limits.ApiCall, nameof(SlowOptions.ApiCall));
    }

    public void Model(string operation, TimeSpan elapsed)
    {
        if (IsSlow(elapsed, _limits.Model)) Warn($"ollama {operation}", elapsed, _limits.Model, nameof(SlowOptions.Model));
    }

    public void Context(TimeSpan elapsed)
    {
        if (IsSlow(elapsed, _limits.Context)) Warn("context", elapsed, _limits.Context, nameof(SlowOptions.Context));
    }

    public void Request(string method, string route, TimeSpan elapsed)
    {
        if (IsSlow(elapsed, _limits.Request)) Warn($"{method} {route}", elapsed, _limits.Request, nameof(SlowOptions.Request));
    }

    public void HealthCheck(string component, TimeSpan elapsed)
    {
        if (IsSlow(elapsed, _limits.HealthCheck)) Warn($"health of {component}", elapsed, _limits.HealthCheck, nameof(SlowOptions.HealthCheck));
    }

    private static bool IsSlow(TimeSpan elapsed, TimeSpan limit) => limit > TimeSpan.Zero && elapsed > limit;

    private void Warn(string operation, TimeSpan elapsed, TimeSpan limit, string setting) => Log.Slow(logger, operation, elapsed, limit, SlowOptions.Section, setting);

    private static partial class Log
    {
        [LoggerMessage(EventName = "slow_operation", Level = LogLevel.Warning, Message = "{Operation} took {Elapsed}, more than {Limit} ({Section}:{Setting})")]
        public static partial void Slow(ILogger logger, string operation, TimeSpan elapsed, TimeSpan limit, string section, string setting);
    }
}
