namespace JamieDaemon.Telemetry;

/// <summary>Whose API a call goes to.</summary>
public enum ExternalApi
{
    /// <summary>The Web API, response_urls and files.</summary>
    Slack,

    /// <summary>The model's server.</summary>
    Ollama,
}

/// <summary>How one HTTP exchange with an API ended.</summary>
public enum ExternalStatus
{
    /// <summary>It did what was asked.</summary>
    Success,

    /// <summary>It did not, or said that it would not.</summary>
    Error,

    /// <summary>It wants to be asked later: the way of things under load, and no reason to wake anybody.</summary>
    RateLimited,

    /// <summary>Nobody wanted it any more.</summary>
    Cancelled,
}
