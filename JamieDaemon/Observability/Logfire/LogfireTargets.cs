using JamieDaemon.Observability.Otlp;

namespace JamieDaemon.Observability.Logfire;

/// <summary>Reads where Logfire is, and whether anything goes there.</summary>
internal static class LogfireTargets
{
    /// <param name="options">The settings.</param>
    /// <param name="problems">Gets what is wrong with them.</param>
    /// <param name="warnings">Gets what is probably not meant so.</param>
    public static IReadOnlyList<OtlpTarget> Read(LogfireOptions options, List<string> problems, List<string> warnings)
    {
        if (options.Send.ToLowerInvariant() is not ("true" or "false" or "if-token-present" or "") and not null)
        {
            problems.Add("LOGFIRE_SEND_TO_LOGFIRE (Observability:Logfire:Send) must be true, false or if-token-present.");
            return [];
        }

        if (options.Send.Equals("false", StringComparison.OrdinalIgnoreCase)) return [];
        if (options.Token.Length == 0)
        {
            if (options.Send.Equals("true", StringComparison.OrdinalIgnoreCase))
                warnings.Add("LOGFIRE_SEND_TO_LOGFIRE is true, but there is no LOGFIRE_TOKEN: nothing is sent to Logfire. Set the token, or LOGFIRE_SEND_TO_LOGFIRE=if-token-present.");
            return [];
        }

        if (options.Token.AsSpan().ContainsAnyExceptInRange('!', '~') || options.Token.Contains(',', StringComparison.Ordinal))
        {
            problems.Add("LOGFIRE_TOKEN (Observability:Logfire:Token) must be one write token, without blanks, commas or line breaks.");
            return [];
        }

        return BaseOf(options, problems, warnings) is { } address ? [.. OtlpSignals.All.Select(signal => Target(signal, address, options.Token))] : [];
    }

    private static Uri? BaseOf(LogfireOptions options, List<string> problems, List<string> warnings)
    {
        if (options.BaseUrl.Length > 0)
        {
            var given = OtlpAddress.Parse(options.BaseUrl);
            if (given is null) problems.Add($"LOGFIRE_BASE_URL (Observability:Logfire:BaseUrl) {OtlpAddress.Rule}");
            return given;
        }

        if (LogfireRegion.Of(options.Token) is { } region) return region;
        warnings.Add($"LOGFIRE_TOKEN names no region that Jamie knows: it is used at {LogfireRegion.Default.Host}. Set LOGFIRE_BASE_URL if that is wrong.");
        return LogfireRegion.Default;
    }

    private static OtlpTarget Target(OtlpSignal signal, Uri address, string token) => new(OtlpTarget.Logfire, signal, OtlpAddress.Of(address, signal))
    {
        Headers = [new("Authorization", token)],
        IsCompressed = true,
        Temporality = OtlpTemporality.Delta,
        // As Logfire's own SDK: a span that runs is to be seen while it runs.
        Batch = signal == OtlpSignal.Metrics ? OtlpVariables.MetricsBatch : new OtlpBatch { Delay = TimeSpan.FromMilliseconds(500) },
    };
}
