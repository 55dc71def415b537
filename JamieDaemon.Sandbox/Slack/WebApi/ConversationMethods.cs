using System.Text.Json;
using JamieDaemon.Sandbox.Slack.Events;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>conversations.history, .replies, .info, .members and .open; users.conversations.</summary>
internal sealed class ConversationMethods(SlackTeam team, SlackDirectory directory, SlackMessageStore messages)
{
    /// <summary>Slack names the first few.</summary>
    private const int ShownRepliers = 5;

    private readonly MessageWriter _writer = new(team);

    public IEnumerable<ApiMethod> All =>
    [
        new("conversations.history", RateLimit.Tier3, History) { Required = ["channel"] },
        new("conversations.replies", RateLimit.Tier3, Replies) { Required = ["channel", "ts"], ReadsJson = false },
        new("conversations.info", RateLimit.Tier3, Info) { Required = ["channel"], ReadsJson = false },
        new("conversations.members", RateLimit.Tier4, Members) { Required = ["channel"], ReadsJson = false },
        new("users.conversations", RateLimit.Tier3, OfApp) { ReadsJson = false },
        new("conversations.open", RateLimit.Tier3, Open) { Scope = "im:write", Required = ["users"] },
    ];

    private ApiError? History(ApiCall call)
    {
        var (channel, refusal) = FindReadable(call);
        if (refusal is not null)
            return refusal;
        var (range, error) = MessageRange.Read(call, limit: 100, maxLimit: 999);
        if (range is null)
            return error;
        var page = messages.Log(channel.Id).Latest(
            message => range.Holds(message.Ts) && (range.From is null || string.CompareOrdinal(message.Ts, range.From) <= 0),
            range.Limit + 1);
        WritePage(call, page, range.Limit);
        return null;
    }

    private ApiError? Replies(ApiCall call)
    {
        var (channel, refusal) = FindReadable(call);
        if (refusal is not null)
            return refusal;
        var (range, error) = MessageRange.Read(call, limit: 1000, maxLimit: 1000);
        if (range is null)
            return error;
        var thread = Thread(channel.Id, call.Needed("ts"));
        if (thread.Count == 0)
            return "thread_not_found";
        // Slack puts the parent on the first page, whatever the range says.
        IReadOnlyList<SlackMessage> wanted =
        [
            .. thread.Where((message, index) => message.EphemeralFor is null && (index == 0 || range.Holds(message.Ts))
                && (range.From is null || string.CompareOrdinal(message.Ts, range.From) >= 0))
                .Take(range.Limit + 1),
        ];
        WritePage(call, wanted, range.Limit);
        return null;
    }

    private ApiError? Info(ApiCall call)
    {
        if (directory.FindChannel(call.Text("channel")) is not { } channel || channel is { IsPrivate: true, BotIsMember: false })
            return "channel_not_found";
        if (!call.Has(channel.Family + ":read"))
            return ApiError.MissingScope(channel.Family + ":read");
        call.Reply.WritePropertyName("channel");
        WriteChannel(call.Reply, channel);
        return null;
    }

    private static void WriteChannel(Utf8JsonWriter json, SlackChannel channel)
    {
        json.WriteStartObject();
        json.WriteString("id", channel.Id);
        if (channel.DirectUser is { } user)
            json.WriteString("user", user);
        else
            json.WriteString("name", channel.Name);
        json.WriteBoolean("is_channel", channel.Type == "channel");
        json.WriteBoolean("is_group", channel.Type == "group");
        json.WriteBoolean("is_im", channel.Type == "im");
        json.WriteBoolean("is_mpim", channel.IsGroupDirect);
        json.WriteBoolean("is_private", channel.IsPrivate || channel.IsGroupDirect);
        json.WriteBoolean("is_archived", channel.IsArchived);
        json.WriteBoolean("is_member", channel.BotIsMember);
        json.WriteBoolean("is_ext_shared", channel.IsExtShared);
        json.WriteEndObject();
    }

    private ApiError? Members(ApiCall call)
    {
        if (directory.FindChannel(call.Text("channel")) is not { } channel || channel is { IsPrivate: true, BotIsMember: false })
            return "channel_not_found";
        if (!call.Has(channel.Family + ":read"))
            return ApiError.MissingScope(channel.Family + ":read");
        call.Reply.WriteStartArray("members");
        foreach (var user in directory.Users)
        {
            if (user.Id == team.BotUserId || (user.BotId is null && channel.DirectUser is null) || user.Id == channel.DirectUser)
                call.Reply.WriteStringValue(user.Id);
        }

        call.Reply.WriteEndArray();
        call.NextCursor = "";
        return null;
    }

    /// <summary>The conversations that the app is a member of; each kind wants its own scope, and one that is missing refuses all.</summary>
    private ApiError? OfApp(ApiCall call)
    {
        var wanted = (call.Text("types") is { Length: > 0 } types ? types : "public_channel").Split(',', StringSplitOptions.TrimEntries);
        foreach (var type in wanted)
        {
            if (FamilyOf(type) is not { } family)
                return "invalid_types";
            if (!call.Has(family + ":read"))
                return ApiError.MissingScope(family + ":read");
        }

        var limit = call.Number("limit", 100);
        if (limit is < 1 or > 999)
            return "invalid_limit";
        var from = call.Text("cursor") is { Length: > 0 } cursor ? PageCursor.Read(cursor) : "";
        if (from is null)
            return "invalid_cursor";
        var families = wanted.Select(FamilyOf).ToHashSet();
        List<SlackChannel> found =
        [
            .. directory.Channels.Where(channel => channel.BotIsMember && families.Contains(channel.Family) && !(channel.IsArchived && call.Flag("exclude_archived"))
                && string.CompareOrdinal(channel.Id, from) >= 0).OrderBy(channel => channel.Id, StringComparer.Ordinal).Take(limit + 1),
        ];
        call.Reply.WriteStartArray("channels");
        foreach (var channel in found.Take(limit))
            WriteChannel(call.Reply, channel);
        call.Reply.WriteEndArray();
        call.NextCursor = found.Count > limit ? PageCursor.Write(found[limit].Id) : "";
        return null;
    }

    private static string? FamilyOf(string type) => type switch
    {
        "public_channel" => "channels",
        "private_channel" => "groups",
        "mpim" or "im" => type,
        _ => null,
    };

    private ApiError? Open(ApiCall call)
    {
        if (directory.FindUser(call.Text("users")) is not { BotId: null } user)
            return "user_not_found";
        call.Reply.WriteStartObject("channel");
        call.Reply.WriteString("id", user.DirectChannel);
        call.Reply.WriteEndObject();
        return null;
    }

    private (SlackChannel Channel, ApiError? Refusal) FindReadable(ApiCall call)
    {
        if (directory.FindChannel(call.Text("channel")) is not { } channel)
            return (null!, "channel_not_found");
        var scope = channel.Family + ":history";
        if (!call.Has(scope))
            return (channel, ApiError.MissingScope(scope));
        return (channel, channel.BotIsMember ? null : "not_in_channel");
    }

    /// <summary>The thread under that parent; of a reply, only the reply itself.</summary>
    private IReadOnlyList<SlackMessage> Thread(string channel, string ts) => messages.Find(channel, ts) switch
    {
        null or { EphemeralFor: not null } => [],
        { IsReply: true } reply => [reply],
        _ => messages.Thread(channel, ts),
    };

    private void WritePage(ApiCall call, IReadOnlyList<SlackMessage> found, int limit)
    {
        var includeMetadata = call.Flag("include_all_metadata");
        call.Reply.WriteStartArray("messages");
        foreach (var message in found.Take(limit))
            Write(call.Reply, message, includeMetadata);
        call.Reply.WriteEndArray();
        call.Reply.WriteBoolean("has_more", found.Count > limit);
        call.NextCursor = found.Count > limit ? PageCursor.Write(found[limit].Ts) : "";
    }

    private void Write(Utf8JsonWriter json, SlackMessage message, bool includeMetadata)
    {
        json.WriteStartObject();
        json.WriteString("type", "message");
        _writer.WriteFields(json, message, includeMetadata);
        if (!message.IsReply && messages.Thread(message.Channel, message.Ts) is { Count: > 1 } thread)
        {
            json.WriteString("thread_ts", message.Ts);
            json.WriteNumber("reply_count", thread.Count - 1);
            var repliers = thread.Skip(1).Select(reply => reply.User).OfType<string>().Distinct().ToList();
            json.WriteNumber("reply_users_count", repliers.Count);
            json.WriteString("latest_reply", thread[^1].Ts);
            json.WriteStartArray("reply_users");
            foreach (var replier in repliers.Take(ShownRepliers)) json.WriteStringValue(replier);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
