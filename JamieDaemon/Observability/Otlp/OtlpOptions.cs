namespace JamieDaemon.Observability.Otlp;

/// <summary>What can be set under <c>Observability:Otlp</c>. All else is set by OpenTelemetry's own variables, listed in docs/telemetry.md.</summary>
public sealed class OtlpOptions
{
    /// <summary>The base address of an OTLP receiver, as OTEL_EXPORTER_OTLP_ENDPOINT; empty: none.</summary>
    public string Endpoint { get; set; } = "";
}
