using JamieDaemon.Telemetry;

namespace JamieDaemon.Observability.Traces;

/// <summary>Takes out of an address what would let its reader act, or tell what people wrote: whole paths of Slack's secret hosts, queries, passwords.</summary>
public static class UrlScrubber
{
    private const string Gone = "[redacted]";

    /// <summary>Hosts whose paths are secrets: response_urls and incoming webhooks; files with their names; websockets with their tickets.</summary>
    private static readonly string[] SecretHosts = ["hooks.slack.com", "hooks.slack-gov.com", "files.slack.com", "slack-files.com", "wss-primary.slack.com", "wss-backup.slack.com"];

    /// <returns>The text itself when there was nothing to take out.</returns>
    public static string Scrub(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri)) return SecretRedactor.Redact(address);
        var hidesPath = IsSecret(uri.Host) || uri.Scheme is "ws" or "wss";
        // The platform writes ?* for a query that it has taken out itself.
        var hidesQuery = uri.Query is not ("" or "?*");
        if (!hidesPath && !hidesQuery && uri.UserInfo.Length == 0) return SecretRedactor.Redact(address);
        var path = hidesPath ? $"/{Gone}" : uri.AbsolutePath + (hidesQuery ? $"?{Gone}" : uri.Query);
        return SecretRedactor.Redact($"{uri.Scheme}://{uri.Authority}{path}");
    }

    private static bool IsSecret(string host)
    {
        foreach (var secret in SecretHosts)
        {
            if (host.Equals(secret, StringComparison.OrdinalIgnoreCase) || host.EndsWith($".{secret}", StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
