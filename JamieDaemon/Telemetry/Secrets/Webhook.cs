namespace JamieDaemon.Telemetry.Secrets;

/// <summary>Addresses whose path is the secret: whoever knows it may post.</summary>
internal static class Webhook
{
    private static readonly string[] Hosts = [".slack.com", ".slack-gov.com", ".office.com/webhookb2", ".com/api/webhooks"];

    public static Found At(ReadOnlySpan<char> text, int at)
    {
        var isSlacks = text[..at].EndsWith("hooks", StringComparison.OrdinalIgnoreCase);
        if (!isSlacks && !text[..at].EndsWith("webhook", StringComparison.OrdinalIgnoreCase) && !text[..at].EndsWith("discord", StringComparison.OrdinalIgnoreCase)) return default;
        foreach (var host in Hosts)
        {
            if (!text[at..].StartsWith(host, StringComparison.OrdinalIgnoreCase)) continue;
            var start = at + host.Length;
            // Slack escapes the slashes of its JSON.
            if (start < text.Length && text[start] == '\\') start++;
            if (start == text.Length || text[start] != '/') continue;
            start++;
            var end = AddressEnd(text, start);
            return text[start..end].StartsWith(SecretRedactor.Instead, StringComparison.Ordinal) ? default : new Found(start, end);
        }

        return default;
    }

    private static int AddressEnd(ReadOnlySpan<char> text, int at)
    {
        while (at < text.Length && !Letters.IsBreak(text[at]) && text[at] is not ('"' or '\'' or '`' or '<' or '>' or ',' or ';' or '&' or '|' or '(' or ')' or '[' or ']' or '{' or '}'))
        {
            if (text[at] == '\\' && !text[at..].StartsWith("\\/", StringComparison.Ordinal)) break;
            at++;
        }

        return at;
    }
}
