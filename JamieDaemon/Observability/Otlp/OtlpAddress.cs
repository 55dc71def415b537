namespace JamieDaemon.Observability.Otlp;

/// <summary>The addresses of receivers.</summary>
internal static class OtlpAddress
{
    /// <summary>The end of a sentence about an address that is none. It does not show the address, in which there may be a password.</summary>
    public const string Rule = "must be an address as http://collector:4318, with http or https, and without user or password.";

    /// <returns><see langword="null"/> for what is no such address.</returns>
    public static Uri? Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") && address.UserInfo.Length == 0 && address.Host.Length > 0 ? address : null;

    /// <summary>What the specification makes of a base address, whose query, a key perhaps, stays at the end: https://opentelemetry.io/docs/specs/otel/protocol/exporter/#endpoint-urls-for-otlphttp</summary>
    public static Uri Of(Uri baseAddress, OtlpSignal signal) => new UriBuilder(baseAddress) { Path = $"{baseAddress.AbsolutePath.TrimEnd('/')}/v1/{signal.Word()}" }.Uri;
}
