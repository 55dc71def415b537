namespace JamieDaemon.Observability.Endpoint;

/// <summary>The paths that the port answers, and the closed words by which requests are counted.</summary>
public static class ObservabilityRoutes
{
    public const string Metrics = "/metrics";
    public const string Health = "/health";
    public const string Live = "/health/live";
    public const string Ready = "/health/ready";

    /// <summary>Another name of <see cref="Ready"/>.</summary>
    private const string ReadyAlias = "/ready";

    public const string Other = "other";

    /// <summary>The closed set of the label <c>route</c>.</summary>
    public static IReadOnlyList<string> All { get; } = [Metrics, Health, Live, Ready, Other];

    /// <summary>The route of a path as <see cref="Uri.AbsolutePath"/> gives it, compared letter by letter.</summary>
    public static string OfPath(string path) => path switch
    {
        Metrics => Metrics,
        Health => Health,
        Live => Live,
        Ready or ReadyAlias => Ready,
        _ => Other,
    };

    public static string OfMethod(string method) => method switch
    {
        "GET" => "GET",
        "HEAD" => "HEAD",
        _ => Other,
    };
}
