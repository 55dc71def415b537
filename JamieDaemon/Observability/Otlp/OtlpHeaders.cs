namespace JamieDaemon.Observability.Otlp;

/// <summary>The form of OTEL_EXPORTER_OTLP_HEADERS: that of W3C's baggage, https://opentelemetry.io/docs/specs/otel/protocol/exporter/#specifying-headers-via-environment-variables</summary>
internal static class OtlpHeaders
{
    /// <summary>What a name may hold besides letters and digits: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2</summary>
    private const string Marks = "!#$%&'*+-.^_`|~";

    /// <returns>Names and values as they are sent; <see langword="null"/> for what is not of that form.</returns>
    /// <remarks>The SDK decodes before it splits: a comma in a value would begin another header.</remarks>
    public static IReadOnlyList<KeyValuePair<string, string>>? Parse(string text)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (var member in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (member.IndexOf('=') is not (> 0 and var equals)) return null;
            var name = Uri.UnescapeDataString(member[..equals].TrimEnd());
            var value = Uri.UnescapeDataString(member[(equals + 1)..].TrimStart());
            if (!IsName(name) || value.AsSpan().ContainsAnyExceptInRange(' ', '~')) return null;
            if (pairs.Exists(pair => pair.Key.Equals(name, StringComparison.OrdinalIgnoreCase))) return null;
            pairs.Add(new(name, value));
        }

        return pairs;
    }

    private static bool IsName(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || Marks.Contains(c, StringComparison.Ordinal));
}
