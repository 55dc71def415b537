using JamieDaemon.Telemetry;

namespace JamieDaemon.Observability.Traces;

/// <summary>Takes out of an address what would let its reader act, or tell what people wrote: whole paths of Slack's secret hosts, queries, passwords.</summary>
public static class UrlScrubber
{
    private const string Gone = "[redacted]";

    /// <summary>Hosts whose paths are secrets: response_urls and incoming webhooks; files with their names; websockets with their tickets.</summary>
    private static readonly string[] SecretHosts = ["hooks.slack.com", "hooks.slack-gov.com", "files.slack.com", "files.slack-gov.com", "slack-files.com", "wss-primary.slack.com", "wss-backup.slack.com"];

    /// <returns>The text itself when there was nothing to take out.</returns>
    public static string Scrub(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)) return Redact(address);
        var hidesPath = IsSecret(uri.Host) || uri.Scheme is "ws" or "wss";
        // The platform writes ?* for a query that it has taken out itself.
        var hidesQuery = uri.Query is not ("" or "?*");
        if (!hidesPath && !hidesQuery && uri.UserInfo.Length == 0) return Redact(address);
        var path = hidesPath ? $"/{Gone}" : uri.AbsolutePath + (hidesQuery ? $"?{Gone}" : uri.Query);
        return Redact($"{uri.Scheme}://{uri.Authority}{path}");
    }

    /// <summary>Also where a token's signs are escaped.</summary>
    private static string Redact(string address)
    {
        if (!address.Contains('%', StringComparison.Ordinal)) return SecretRedactor.Redact(address);
        var plain = Uri.UnescapeDataString(address);
        var redacted = SecretRedactor.Redact(plain);
        return ReferenceEquals(redacted, plain) ? address : redacted;
    }

    private static bool IsSecret(string qualified)
    {
        // With a dot at its end a name means the same.
        var host = qualified.TrimEnd('.');
        foreach (var secret in SecretHosts)
        {
            if (host.Equals(secret, StringComparison.OrdinalIgnoreCase) || host.EndsWith($".{secret}", StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
