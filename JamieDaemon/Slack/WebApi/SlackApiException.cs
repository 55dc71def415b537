namespace JamieDaemon.Slack.WebApi;

/// <summary>Slack answered <c>ok: false</c>; the message names its code and says what to do about the well-known ones.</summary>
public sealed class SlackApiException(string method, SlackResponse response)
    : SlackException(method, Describe(method, response), null)
{
    /// <summary>Slack's code, such as <c>not_in_channel</c>.</summary>
    public string Error { get; } = response.Error ?? SlackErrors.Unnamed;

    /// <summary>The scopes that the method wants, when Slack says so.</summary>
    public string? Needed { get; } = response.Needed;

    /// <summary>The scopes that the token has, when Slack says so.</summary>
    public string? Provided { get; } = response.Provided;

    /// <summary>Whether a person must act, the call is wrong, or time will heal it.</summary>
    public SlackErrorKind Kind => SlackErrors.KindOf(Error);

    /// <summary>Whether Jamie is not in the conversation: Slack does not own up to a private one that it may not see.</summary>
    public bool MeansNotInChannel => Error is "not_in_channel" or "channel_not_found";

    private static string Describe(string method, SlackResponse response)
    {
        var error = response.Error ?? SlackErrors.Unnamed;
        var text = $"Slack refused {method}: {error}.";
        if (SlackErrors.AdviceFor(error) is { } advice)
            text += $" {advice}";
        if (response.Needed is { } needed)
            text += $" Scopes needed: {needed}; granted: {response.Provided}.";
        if (response.ResponseMetadata?.Messages is { Count: > 0 } remarks)
            text += $" Slack remarks: {string.Join("; ", remarks)}";
        return text;
    }
}
