namespace JamieDaemon.Slack.WebApi;

/// <summary>One call: the method, the lane in which rate limits hold it up, and what to send.</summary>
/// <param name="Method">What is called.</param>
/// <param name="Lane">
/// The channel for methods that Slack limits by channel (chat.postMessage, chat.postEphemeral), the address for a response_url, else
/// empty: the published tiers count a method for the whole workspace (https://docs.slack.dev/apis/web-api/rate-limits).
/// </param>
internal readonly record struct SlackCall(SlackMethod Method, string Lane = "")
{
    public byte[]? Body { get; init; }

    /// <summary>Where to send it when that is not the API itself.</summary>
    public Uri? Target { get; init; }

    /// <summary>How long rate limits may hold it up in all; null: as long as it takes.</summary>
    public TimeSpan? Patience { get; init; }
}
