namespace JamieDaemon.Observability.Logfire;

/// <summary>What can be set under <c>Observability:Logfire</c>.</summary>
public sealed class LogfireOptions
{
    /// <summary>The write token, as LOGFIRE_TOKEN; empty: nothing is sent.</summary>
    public string Token { get; set; } = "";

    /// <summary><c>true</c>, <c>false</c> or <c>if-token-present</c>, as LOGFIRE_SEND_TO_LOGFIRE. The first wants to hear that the token is missing.</summary>
    public string Send { get; set; } = "if-token-present";

    /// <summary>The base address, as LOGFIRE_BASE_URL; empty: the region that the token names.</summary>
    public string BaseUrl { get; set; } = "";
}
