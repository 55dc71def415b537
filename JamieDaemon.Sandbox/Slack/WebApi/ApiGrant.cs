namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>The scopes of a token, and how Slack lists them.</summary>
internal sealed class ApiGrant(IReadOnlySet<string> scopes)
{
    public string Listed { get; } = string.Join(',', scopes.Order(StringComparer.Ordinal));

    public bool Has(string scope) => scopes.Contains(scope);
}
