namespace JamieDaemon.Telemetry;

/// <summary>What a feature adds to <c>jamie_build_info</c>.</summary>
/// <param name="Name">The label.</param>
/// <param name="Value">The same as long as the process runs.</param>
public sealed record BuildFact(string Name, string Value);
