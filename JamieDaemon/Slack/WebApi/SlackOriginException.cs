namespace JamieDaemon.Slack.WebApi;

/// <summary>An address that is not Slack's turned up where Slack's belongs; nothing was sent there.</summary>
public sealed class SlackOriginException(string method, Uri? address)
    : SlackException(method, $"The address given for {method} is not Slack's ({Origin(address)}): nothing was sent.", null)
{
    // Path and query are secrets.
    private static string Origin(Uri? address) =>
        address is { IsAbsoluteUri: true } ? $"{address.Scheme}://{address.Host}" : "none";
}
