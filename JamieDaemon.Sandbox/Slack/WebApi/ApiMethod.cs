namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>One method of the Web API: who may call it, with what, how often, and what it does.</summary>
internal sealed record ApiMethod(string Name, RateLimit Limit, Func<ApiCall, ApiError?> Invoke)
{
    /// <summary>The scope it needs; methods whose scope depends on the channel ask for it themselves.</summary>
    public string? Scope { get; init; }

    /// <summary>Arguments without which Slack answers <c>invalid_arguments</c>.</summary>
    public IReadOnlyList<string> Required { get; init; } = [];

    /// <summary>Slack reads JSON bodies for some methods only; the others want a query or a form.</summary>
    public bool ReadsJson { get; init; } = true;

    public bool WantsAppToken { get; init; }

    /// <summary>The limit counts for each channel by itself.</summary>
    public bool LimitsPerChannel { get; init; }
}
