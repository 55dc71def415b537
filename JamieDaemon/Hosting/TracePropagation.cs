namespace JamieDaemon.Hosting;

/// <summary>Whether requests carry the ids of their trace to the servers that they go to.</summary>
internal static class TracePropagation
{
    /// <summary>https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/#general-sdk-configuration</summary>
    public const string Variable = "OTEL_PROPAGATORS";

    /// <summary>Of its names only <c>none</c> makes a difference: Jamie has no baggage to send along.</summary>
    public static bool IsWanted(string? propagators) =>
        !(propagators ?? "").Split(',', StringSplitOptions.TrimEntries).Contains("none", StringComparer.OrdinalIgnoreCase);
}
