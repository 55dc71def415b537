using JamieDaemon.Observability.Logfire;
using JamieDaemon.Observability.Otlp;
using OpenTelemetry.Metrics;

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

    /// <summary>Which measurements name the trace that they were taken in.</summary>
    public ExemplarFilterType Exemplars { get; private init; } = ExemplarFilterType.TraceBased;

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
        var variables = new OtlpVariables(variable, problems, warnings);
        var plan = new TelemetryPlan { ResourceAttributes = variables.ResourceAttributes() };
        // Nothing else is even looked at: what turns all of it off must work whatever is wrong with it.
        if (!options.Telemetry || variables.IsDisabled()) return plan;
        variables.CheckPropagators();
        return plan with
        {
            IsEnabled = true,
            Targets = [.. variables.Read(options.Otlp.Endpoint), .. LogfireTargets.Read(options.Logfire, problems, warnings)],
            ShowsSpans = options.Traces.Console ?? (isDevelopment || variables.NamesConsole(OtlpSignal.Traces)),
            SampleRatio = variables.SampleRatio() ?? options.Traces.SampleRatio,
            Exemplars = variables.Exemplars(),
            Problems = problems,
            Warnings = warnings,
        };
    }

    public IEnumerable<OtlpTarget> For(OtlpSignal signal)
    {
        foreach (var target in Targets)
        {
            if (target.Signal == signal) yield return target;
        }
    }
}
