namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>Where the app may write, and as whom.</summary>
internal static class PostingRules
{
    public static ApiError? Refuse(SlackChannel? channel, string? threadTs) => channel switch
    {
        null => "channel_not_found",
        { IsArchived: true } => "is_archived",
        { BotIsMember: false } => "not_in_channel",
        // A well-formed timestamp of no parent is accepted, and the message is seen nowhere; so it is in Slack.
        _ when threadTs is { Length: > 0 } && !SlackTimestamps.IsTimestamp(threadTs) =>
            new ApiError("invalid_thread_ts", $"[ERROR] {threadTs} is not a valid thread_ts"),
        _ => null,
    };

    public static SlackMessage By(this SlackMessage message, SlackTeam team) =>
        message with { User = team.BotUserId, BotId = team.BotId, AppId = team.AppId };
}
