namespace JamieDaemon.Sandbox.Slack.ResponseUrls;

/// <summary>One response_url: where it answers to, how often it was used and what it said last.</summary>
internal sealed class ResponseUrl(SlackChannel channel, SlackUser user, long issuedAt)
{
    private int _uses;

    public SlackChannel Channel { get; } = channel;

    public SlackUser User { get; } = user;

    public long IssuedAt { get; } = issuedAt;

    /// <summary>The message a <c>replace_original</c> or <c>delete_original</c> means.</summary>
    public string? OriginalTs { get; set; }

    public Action<SlackMessage>? OnReply { get; set; }

    /// <summary>Counts a use; false once the five are spent.</summary>
    public bool TryUse() => Interlocked.Increment(ref _uses) <= 5;
}
