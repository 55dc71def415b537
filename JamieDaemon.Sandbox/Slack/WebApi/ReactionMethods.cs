using System.Buffers;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>reactions.add.</summary>
internal sealed class ReactionMethods(SlackTeam team, SlackDirectory directory, SlackMessageStore messages)
{
    private static readonly SearchValues<char> EmojiCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_+-'");

    public IEnumerable<ApiMethod> All =>
    [
        new("reactions.add", RateLimit.Tier3, AddReaction)
        {
            Scope = "reactions:write",
            Required = ["channel", "timestamp", "name"],
        },
    ];

    private ApiError? AddReaction(ApiCall call)
    {
        if (directory.FindChannel(call.Text("channel")) is not { } channel)
            return "channel_not_found";
        if (call.Needed("name") is not { Length: > 0 } name || name.AsSpan().ContainsAnyExcept(EmojiCharacters))
            return "invalid_name";
        if (!SlackTimestamps.IsTimestamp(call.Needed("timestamp")))
            return "bad_timestamp";
        if (messages.Find(channel.Id, call.Needed("timestamp")) is not { EphemeralFor: null } message)
            return "message_not_found";
        var reaction = new SlackReaction(name, team.BotUserId);
        if (message.Reactions.Contains(reaction))
            return "already_reacted";
        messages.Edit(channel.Id, message.Ts, before => before with { Reactions = [.. before.Reactions, reaction] });
        return null;
    }
}
