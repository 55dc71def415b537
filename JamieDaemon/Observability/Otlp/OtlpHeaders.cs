namespace JamieDaemon.Observability.Otlp;

/// <summary>The form of OTEL_EXPORTER_OTLP_HEADERS: that of W3C's baggage, https://opentelemetry.io/docs/specs/otel/protocol/exporter/#specifying-headers-via-environment-variables</summary>
internal static class OtlpHeaders
{
    /// <summary>What a name may hold besides letters and digits: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2</summary>
    private const string Marks = "!#$%&'*+-.^_`|~";

    public static bool AreWellFormed(string headers)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in Uri.UnescapeDataString(headers).Split(','))
        {
            var equals = pair.IndexOf('=');
            if (equals < 1 || !IsName(pair[..equals].Trim()) || pair.AsSpan(equals).ContainsAnyExceptInRange(' ', '~')) return false;
            if (!names.Add(pair[..equals].Trim())) return false;
        }

        return true;
    }

    private static bool IsName(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || Marks.Contains(c, StringComparison.Ordinal));
}
