namespace JamieDaemon.Observability.Logfire;

/// <summary>Where a token belongs: <c>pylf_v1_eu_…</c> is of the European region. Tokens made before there were regions are American.</summary>
internal static class LogfireRegion
{
    public static Uri Default { get; } = new("https://logfire-us.pydantic.dev");

    /// <returns><see langword="null"/> when the token does not say.</returns>
    public static Uri? Of(string token) => token.Split('_', 4) is ["pylf", var version, var region, _] && IsVersion(version)
        ? region switch
        {
            "us" => Default,
            "eu" => new Uri("https://logfire-eu.pydantic.dev"),
            "stagingus" => new Uri("https://logfire-us.pydantic.info"),
            "stagingeu" => new Uri("https://logfire-eu.pydantic.info"),
            _ => null,
        }
        : null;

    private static bool IsVersion(string word) => word.Length > 1 && word[0] == 'v' && word.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0;
}
