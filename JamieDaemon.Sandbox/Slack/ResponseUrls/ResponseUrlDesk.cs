using System.Collections.Concurrent;
using System.Text.Json;
using JamieDaemon.Sandbox.Slack.Blocks;
using JamieDaemon.Sandbox.Slack.WebApi;

namespace JamieDaemon.Sandbox.Slack.ResponseUrls;

/// <summary>Hands out response_urls and does what is posted to them: five times within thirty minutes.</summary>
internal sealed class ResponseUrlDesk(
    SlackMessageStore messages, Conversations conversations, SlackTeam team, SlackTimestamps timestamps, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);
    private readonly ConcurrentDictionary<string, ResponseUrl> _issued = new();

    public (string Id, ResponseUrl Url) Issue(SlackChannel channel, SlackUser user)
    {
        var id = timestamps.NextId("R");
        return (id, _issued[id] = new ResponseUrl(channel, user, time.GetTimestamp()));
    }

    /// <summary>Answers a POST to the url; null when all went well, else Slack's error.</summary>
    public ApiError? Post(string id, JsonElement body)
    {
        if (!_issued.TryGetValue(id, out var url) || time.GetElapsedTime(url.IssuedAt) > Lifetime)
            return "expired_url";
        return url.TryUse() ? Say(url, body) : "used_url";
    }

    /// <summary>What an ack's payload or a POST says, to the user alone unless it asks for <c>in_channel</c>.</summary>
    public ApiError? Say(ResponseUrl url, JsonElement body)
    {
        if (body.Flag("delete_original"))
            return Delete(url);
        var draft = Draft(url, body);
        if (draft is { Text: "", Blocks: null })
            return "no_text";
        if (MessageContent.RefuseBlocks(draft.Blocks) is { } refusal)
            return refusal;
        draft = draft with { Blocks = BlockIds.Fill(draft.Blocks) };
        var said = Replace(url, draft, body.Flag("replace_original"))
            ?? (draft.EphemeralFor is null ? conversations.Post(url.Channel, draft) : messages.Add(draft));
        url.OriginalTs = said.Ts;
        url.OnReply?.Invoke(said);
        return null;
    }

    private ApiError? Delete(ResponseUrl url)
    {
        if (url.OriginalTs is not { } ts || !conversations.Delete(url.Channel, ts))
            return "message_not_found";
        url.OriginalTs = null;
        return null;
    }

    private SlackMessage? Replace(ResponseUrl url, SlackMessage draft, bool wanted) =>
        wanted && url.OriginalTs is { } ts
            ? conversations.Edit(url.Channel, ts, before => before with { Text = draft.Text, Blocks = draft.Blocks })
            : null;

    private SlackMessage Draft(ResponseUrl url, JsonElement body) => new()
    {
        Channel = url.Channel.Id,
        Text = body.Text("text") ?? "",
        Blocks = body.TryGetProperty("blocks", out var blocks) ? blocks.Clone() : null,
        ThreadTs = body.Text("thread_ts"),
        User = team.BotUserId,
        BotId = team.BotId,
        AppId = team.AppId,
        EphemeralFor = body.Text("response_type") == "in_channel" ? null : url.User.Id,
    };
}
