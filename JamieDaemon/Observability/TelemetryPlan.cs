using JamieDaemon.Observability.Logfire;
using JamieDaemon.Observability.Otlp;

namespace JamieDaemon.Observability;

/// <summary>What is to go out of the process, as settings and variables have it. Decided once, before anything that sends is loaded.</summary>
public sealed record TelemetryPlan
{
    /// <summary>Spans, OTLP and Logfire are off; <c>/metrics</c>, <c>/health</c> and logs never are.</summary>
    public bool IsEnabled { get; private init; }

    public IReadOnlyList<OtlpTarget> Targets { get; private init; } = [];

    /// <summary>Each span is a line on the console when it ends.</summary>
    public bool ShowsSpans { get; private init; }

    /// <summary>The share of traces that is recorded.</summary>
    public double SampleRatio { get; private init; } = 1;

    /// <summary>What is said of the process besides what it says itself.</summary>
    public IReadOnlyDictionary<string, object> ResourceAttributes { get; private init; } = new Dictionary<string, object>();

    /// <summary>What cannot be taken; the process does not start.</summary>
    public IReadOnlyList<string> Problems { get; private init; } = [];

    /// <summary>What is probably not meant so; said at the start.</summary>
    public IReadOnlyList<string> Warnings { get; private init; } = [];

    /// <summary>Nothing goes out.</summary>
    public static TelemetryPlan Off { get; } = new();

    /// <param name="options">The section <c>Observability</c>.</param>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="isDevelopment">Whether somebody sits before the console.</param>
    public static TelemetryPlan Read(ObservabilityOptions options, Func<string, string?> variable, bool isDevelopment)
    {
        var (problems, warnings) = (new List<string>(), new List<string>());
        var variables = new OtlpVariables(variable, problems);
        var isEnabled = options.Telemetry && !variables.IsDisabled();
        // Read also when it is off: turning it on again must not bring problems to light.
        OtlpTarget[] targets = [.. variables.Read(options.Otlp.Endpoint), .. LogfireTargets.Read(options.Logfire, problems, warnings)];
        variables.CheckPropagators();
        var plan = new TelemetryPlan { ResourceAttributes = variables.ResourceAttributes(), SampleRatio = variables.SampleRatio() ?? options.Traces.SampleRatio, Problems = problems };
        return isEnabled
            ? plan with { IsEnabled = true, Targets = targets, Warnings = warnings, ShowsSpans = options.Traces.Console ?? (isDevelopment || variables.NamesConsole(OtlpSignal.Traces)) }
            : plan;
    }

    public IEnumerable<OtlpTarget> For(OtlpSignal signal)
    {
        foreach (var target in Targets)
        {
            if (target.Signal == signal) yield return target;
        }
    }
}
