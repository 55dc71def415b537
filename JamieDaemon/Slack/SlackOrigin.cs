namespace JamieDaemon.Slack;

/// <summary>
/// The one rule for which addresses Jamie dials or sends to: Slack's own hosts and the host of <see cref="SlackOptions.ApiUrl"/>,
/// encrypted; unencrypted only on loopback, and only when the API itself is on loopback (a sandbox).
/// </summary>
public sealed class SlackOrigin(Uri apiUrl)
{
    private static readonly string[] Domains = ["slack.com", "slack-msgs.com", "slack-edge.com", "slack-gov.com"];

    /// <summary>Whether the API may be called here at all.</summary>
    public static bool AllowsApi(Uri uri) =>
        uri.IsAbsoluteUri && HasNoPassword(uri)
        && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));

    /// <summary>Whether a websocket may be opened here.</summary>
    public bool AllowsSocket(Uri uri) => Allows(uri, Uri.UriSchemeWss, Uri.UriSchemeWs);

    /// <summary>Whether an answer may be posted here.</summary>
    public bool AllowsResponseUrl(Uri uri) => Allows(uri, Uri.UriSchemeHttps, Uri.UriSchemeHttp);

    /// <summary>Whether a file may be fetched from here with the bot token.</summary>
    public bool AllowsFile(Uri uri) => Allows(uri, Uri.UriSchemeHttps, Uri.UriSchemeHttp);

    private bool Allows(Uri uri, string secure, string plain)
    {
        if (!uri.IsAbsoluteUri || !HasNoPassword(uri))
            return false;
        if (apiUrl.IsLoopback && uri.IsLoopback)
            return uri.Scheme == secure || uri.Scheme == plain;
        return uri.Scheme == secure && (IsSlacks(uri) || SameHost(uri));
    }

    private bool SameHost(Uri uri) => string.Equals(uri.IdnHost, apiUrl.IdnHost, StringComparison.OrdinalIgnoreCase);

    private static bool IsSlacks(Uri uri)
    {
        foreach (var domain in Domains)
        {
            if (uri.IsDefaultPort && uri.IdnHost.EndsWith(domain, StringComparison.OrdinalIgnoreCase)
                && (uri.IdnHost.Length == domain.Length || uri.IdnHost[^(domain.Length + 1)] == '.'))
            {
                return true;
            }
        }
        return false;
    }

    private static bool HasNoPassword(Uri uri) => uri.UserInfo.Length == 0;
}
