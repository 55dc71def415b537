namespace JamieDaemon.Observability;

/// <summary>Whether telemetry leaves the process by itself, which <c>/health</c> tells as <c>telemetry_enabled</c>. Metrics and health can be asked for anyway.</summary>
public sealed record TelemetrySwitch(bool IsOn);
