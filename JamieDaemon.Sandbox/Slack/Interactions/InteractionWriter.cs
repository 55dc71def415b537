using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using JamieDaemon.Sandbox.Slack.Events;

namespace JamieDaemon.Sandbox.Slack.Interactions;

/// <summary>Writes the payloads of <c>interactive</c> envelopes: https://docs.slack.dev/reference/interaction-payloads.</summary>
internal sealed class InteractionWriter(SlackTeam team, SlackTimestamps timestamps)
{
    private static readonly JsonWriterOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly MessageWriter _messages = new(team);
    private readonly ViewWriter _views = new(team);

    public byte[] MessageClick(
        SlackUser user, SlackChannel channel, SlackMessage message, BlockElement element, string? value, SlackInteraction interaction) =>
        Write("block_actions", user, interaction.TriggerId, json =>
        {
            json.WriteStartObject("container");
            json.WriteString("type", "message");
            json.WriteString("message_ts", message.Ts);
            json.WriteString("channel_id", channel.Id);
            json.WriteBoolean("is_ephemeral", message.EphemeralFor is not null);
            if (message.ThreadTs is { } threadTs)
                json.WriteString("thread_ts", threadTs);
            json.WriteEndObject();
            WriteChannel(json, channel);
            // An ephemeral message is not Slack's to show again, so the payload has none.
            if (message.EphemeralFor is null)
                WriteMessage(json, message);
            ActionWriter.WriteState(json, message.Blocks, field => Same(field, element) ? value : null);
            json.WriteString("response_url", interaction.ResponseUrl);
            WriteAction(json, element, value);
        });

    public byte[] ViewClick(SlackUser user, SlackView view, BlockElement element, string? value, SlackInteraction interaction) =>
        Write("block_actions", user, interaction.TriggerId, json =>
        {
            json.WriteStartObject("container");
            json.WriteString("type", "view");
            json.WriteString("view_id", view.Id);
            json.WriteEndObject();
            _views.Write(json, view, field => Same(field, element) ? value : null);
            WriteAction(json, element, value);
        });

    public byte[] Shortcut(
        SlackUser user, SlackChannel channel, SlackMessage message, string callbackId, SlackInteraction interaction) =>
        Write("message_action", user, interaction.TriggerId, json =>
        {
            json.WriteString("callback_id", callbackId);
            json.WriteString("action_ts", timestamps.Next());
            WriteChannel(json, channel);
            json.WriteString("message_ts", message.Ts);
            WriteMessage(json, message);
            json.WriteString("response_url", interaction.ResponseUrl);
        });

    public byte[] Submission(
        SlackUser user, SlackView view, Func<BlockElement, string?> valueOf, SlackInteraction interaction) =>
        Write("view_submission", user, interaction.TriggerId, json =>
        {
            _views.Write(json, view, valueOf);
            json.WriteStartArray("response_urls");
            json.WriteEndArray();
        });

    public byte[] Closed(SlackUser user, SlackView view, bool isCleared) => Write("view_closed", user, triggerId: null, json =>
    {
        _views.Write(json, view, _ => null);
        json.WriteBoolean("is_cleared", isCleared);
    });

    private static bool Same(BlockElement field, BlockElement clicked) =>
        field.BlockId == clicked.BlockId && field.ActionId == clicked.ActionId;

    private static void WriteChannel(Utf8JsonWriter json, SlackChannel channel)
    {
        json.WriteStartObject("channel");
        json.WriteString("id", channel.Id);
        json.WriteString("name", channel.IsPrivate ? "privategroup" : channel.Name);
        json.WriteEndObject();
    }

    private void WriteMessage(Utf8JsonWriter json, SlackMessage message)
    {
        json.WritePropertyName("message");
        _messages.Write(json, message, includeMetadata: true);
    }

    private void WriteAction(Utf8JsonWriter json, BlockElement element, string? value)
    {
        json.WriteStartArray("actions");
        ActionWriter.Write(json, element, value, timestamps.Next());
        json.WriteEndArray();
    }

    private byte[] Write(string type, SlackUser user, string? triggerId, Action<Utf8JsonWriter> writeFields)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            json.WriteString("type", type);
            json.WriteString("token", "sandbox");
            json.WriteString("api_app_id", team.AppId);
            json.WriteStartObject("team");
            json.WriteString("id", team.Id);
            json.WriteString("domain", team.Domain);
            json.WriteEndObject();
            json.WriteStartObject("user");
            json.WriteString("id", user.Id);
            json.WriteString("username", user.Name);
            json.WriteString("name", user.Name);
            json.WriteString("team_id", user.TeamId ?? team.Id);
            json.WriteEndObject();
            json.WriteNull("enterprise");
            json.WriteBoolean("is_enterprise_install", false);
            if (triggerId is not null)
                json.WriteString("trigger_id", triggerId);
            writeFields(json);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
