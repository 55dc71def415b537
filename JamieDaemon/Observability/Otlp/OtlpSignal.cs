namespace JamieDaemon.Observability.Otlp;

/// <summary>The three kinds of what goes out over OTLP.</summary>
public enum OtlpSignal
{
    /// <summary>Spans.</summary>
    Traces,

    /// <summary>Sums, gauges, histograms.</summary>
    Metrics,

    /// <summary>Log records.</summary>
    Logs,
}

/// <summary>Their words in addresses (<c>/v1/traces</c>), variables (<c>OTEL_TRACES_EXPORTER</c>) and labels.</summary>
public static class OtlpSignals
{
    private static readonly string[] Words = ["traces", "metrics", "logs"];

    public static IReadOnlyList<OtlpSignal> All { get; } = [OtlpSignal.Traces, OtlpSignal.Metrics, OtlpSignal.Logs];

    public static string Word(this OtlpSignal signal) => Words[(int)signal];
}
