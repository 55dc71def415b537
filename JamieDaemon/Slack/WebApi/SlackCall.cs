namespace JamieDaemon.Slack.WebApi;

/// <summary>One call: the method, the lane in which rate limits hold it up, and what to send.</summary>
/// <param name="Method">What is called.</param>
/// <param name="Lane">
/// The channel of calls that have one, the address for a response_url, else empty. Slack's published tiers count a method for the whole
/// workspace, yet a lane for all channels would let one refusal hold up everybody: each channel meets its own.
/// </param>
internal readonly record struct SlackCall(SlackMethod Method, string Lane = "")
{
    public byte[]? Body { get; init; }

    /// <summary>Where to send it when that is not the API itself.</summary>
    public Uri? Target { get; init; }

    /// <summary>How long rate limits may hold it up in all; null: as long as it takes.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>What a new message is, of <see cref="MessageTypes"/>; null for a call that says nothing new.</summary>
    public string? Sends { get; init; }

    /// <summary>Without the lane and the target, which may be a response_url.</summary>
    public override string ToString() => nameof(SlackCall);
}
