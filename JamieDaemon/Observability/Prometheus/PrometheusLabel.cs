namespace JamieDaemon.Observability.Prometheus;

/// <summary>A label as Prometheus reads it: a legal name and any text as its value, not yet escaped.</summary>
public readonly record struct PrometheusLabel(string Name, string Value);
