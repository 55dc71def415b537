using JamieDaemon.Telemetry;

namespace JamieDaemon.Hosting;

/// <summary>OTEL_RESOURCE_ATTRIBUTES: what is said of the process besides what it says itself.</summary>
internal static class ResourceVariable
{
    public const string Name = "OTEL_RESOURCE_ATTRIBUTES";

    /// <param name="variable">Reads an environment variable.</param>
    /// <returns>
    /// Its pairs; <see langword="null"/> when a part of it is none, for then no part counts
    /// (https://opentelemetry.io/docs/specs/otel/resource/sdk/#specifying-resource-information-via-an-environment-variable).
    /// </returns>
    public static IReadOnlyDictionary<string, object>? Read(Func<string, string?> variable)
    {
        var found = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (var pair in (variable(Name) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.IndexOf('=') is not (> 0 and var equals)) return null;
            found[Uri.UnescapeDataString(pair[..equals].Trim())] = SecretRedactor.Redact(Uri.UnescapeDataString(pair[(equals + 1)..].Trim()));
        }

        return found;
    }
}
