using System.Buffers;
using System.Text.Json;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>reactions.add and assistant.threads.setStatus: what is shown beside a message.</summary>
internal sealed class ThreadMethods(SlackTeam team, SlackDirectory directory, SlackMessageStore messages)
{
    private static readonly SearchValues<char> EmojiCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_+-'");

    public IEnumerable<ApiMethod> All =>
    [
        new("reactions.add", RateLimit.Tier3, AddReaction)
        {
            Scope = "reactions:write",
            Required = ["channel", "timestamp", "name"],
        },
        new("assistant.threads.setStatus", RateLimit.None, SetStatus)
        {
            Scope = "chat:write",
            Required = ["channel_id", "thread_ts", "status"],
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

    private ApiError? SetStatus(ApiCall call)
    {
        if (directory.FindChannel(call.Text("channel_id")) is not { } channel)
            return "channel_not_found";
        if (messages.Find(channel.Id, call.Needed("thread_ts")) is null)
            return "invalid_thread_ts";
        if (call.Json("loading_messages") is { } lines && (lines.ValueKind != JsonValueKind.Array || lines.GetArrayLength() > 10))
            return new ApiError("invalid_arguments", "[ERROR] no more than 10 items allowed [json-pointer:/loading_messages]");
        messages.SetStatus(channel.Id, call.Needed("thread_ts"), call.Needed("status"));
        return null;
    }
}
