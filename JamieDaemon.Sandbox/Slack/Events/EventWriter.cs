using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace JamieDaemon.Sandbox.Slack.Events;

/// <summary>Writes the payloads of <c>events_api</c> envelopes: the event inside Slack's <c>event_callback</c>.</summary>
internal sealed class EventWriter(SlackTeam team, SlackTimestamps timestamps, TimeProvider time)
{
    private static readonly JsonWriterOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly MessageWriter _messages = new(team);

    public byte[] AppMention(SlackChannel channel, SlackMessage message) => Write("app_mention", channel, message.Ts, json =>
        _messages.WriteFields(json, message with { Subtype = null }, includeMetadata: false));

    /// <param name="root">The thread's first message, which goes with a reply that is shown in the channel as well.</param>
    public byte[] Message(SlackChannel channel, SlackMessage message, SlackMessage? root) =>
        Write("message", channel, message.Ts, json =>
    {
        _messages.WriteFields(json, message, includeMetadata: true);
        if (root is not null)
        {
            json.WritePropertyName("root");
            _messages.Write(json, root, includeMetadata: false);
        }

        json.WriteString("channel_type", channel.Type);
    });

    public byte[] MessageChanged(SlackChannel channel, SlackMessage before, SlackMessage after) =>
        Hidden(channel, "message_changed", json =>
        {
            json.WritePropertyName("message");
            _messages.Write(json, after, includeMetadata: true);
            json.WritePropertyName("previous_message");
            _messages.Write(json, before, includeMetadata: true);
        });

    public byte[] MessageDeleted(SlackChannel channel, SlackMessage before) => Hidden(channel, "message_deleted", json =>
    {
        json.WriteString("deleted_ts", before.Ts);
        json.WritePropertyName("previous_message");
        _messages.Write(json, before, includeMetadata: true);
    });

    public byte[] AppHomeOpened(SlackUser user, string tab) =>
        Write("app_home_opened", channel: null, timestamps.Next(), json =>
        {
            json.WriteString("user", user.Id);
            json.WriteString("channel", user.DirectChannel);
            json.WriteString("tab", tab);
        });

    public byte[] AgentSessionStopped(SlackUser user, SlackChannel channel, string threadTs, IReadOnlyList<string> streams) =>
        Write("agent_session_stopped", channel, timestamps.Next(), json =>
        {
            json.WriteString("user", user.Id);
            json.WriteString("thread_ts", threadTs);
            json.WriteStartArray("streaming_message_ts");
            foreach (var ts in streams)
                json.WriteStringValue(ts);
            json.WriteEndArray();
        });

    public byte[] AssistantThread(string type, SlackUser user, string threadTs, SlackChannel? context) =>
        Write(type, channel: null, timestamps.Next(), json =>
        {
            json.WriteStartObject("assistant_thread");
            json.WriteString("user_id", user.Id);
            json.WriteStartObject("context");
            if (context is not null)
            {
                json.WriteString("channel_id", context.Id);
                json.WriteString("team_id", team.Id);
                json.WriteNull("enterprise_id");
            }

            json.WriteEndObject();
            json.WriteString("channel_id", user.DirectChannel);
            json.WriteString("thread_ts", threadTs);
            json.WriteEndObject();
        });

    private byte[] Hidden(SlackChannel channel, string subtype, Action<Utf8JsonWriter> writeFields)
    {
        var ts = timestamps.Next();
        return Write("message", channel, ts, json =>
        {
            json.WriteString("subtype", subtype);
            json.WriteBoolean("hidden", true);
            writeFields(json);
            json.WriteString("ts", ts);
            json.WriteString("channel_type", channel.Type);
        });
    }

    private byte[] Write(string type, SlackChannel? channel, string eventTs, Action<Utf8JsonWriter> writeFields)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteString("token", "sandbox");
            json.WriteString("team_id", team.Id);
            json.WriteString("api_app_id", team.AppId);
            json.WriteStartObject("event");
            json.WriteString("type", type);
            writeFields(json);
            if (channel is not null)
                json.WriteString("channel", channel.Id);
            json.WriteString("event_ts", eventTs);
            json.WriteEndObject();
            json.WriteString("type", "event_callback");
            json.WriteString("event_id", timestamps.NextId("Ev"));
            json.WriteNumber("event_time", time.GetUtcNow().ToUnixTimeSeconds());
            WriteAuthorizations(json);
            json.WriteBoolean("is_ext_shared_channel", channel is { IsExtShared: true });
            json.WriteString("event_context", $"4-{type}-{team.Id}-{channel?.Id}");
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void WriteAuthorizations(Utf8JsonWriter json)
    {
        json.WriteStartArray("authorizations");
        json.WriteStartObject();
        json.WriteNull("enterprise_id");
        json.WriteString("team_id", team.Id);
        json.WriteString("user_id", team.BotUserId);
        json.WriteBoolean("is_bot", true);
        json.WriteBoolean("is_enterprise_install", false);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
