using System.Text.Json;
using JamieDaemon.Sandbox.Slack.Files;

namespace JamieDaemon.Sandbox.Slack.Events;

/// <summary>Writes a message as the JSON object that events and the Web API carry.</summary>
internal sealed class MessageWriter(SlackTeam team)
{
    /// <summary>Writes the fields of the message object, without its braces, so that callers can add their own.</summary>
    public void WriteFields(Utf8JsonWriter json, SlackMessage message, bool includeMetadata)
    {
        if (message.ClientMessageId is { } clientMessageId)
            json.WriteString("client_msg_id", clientMessageId);
        if (message.Subtype is { } subtype)
            json.WriteString("subtype", subtype);
        json.WriteString("text", message.Text);
        if (message.User is { } user)
            json.WriteString("user", user);
        json.WriteString("ts", message.Ts);
        WriteTeam(json, message.Team);
        if (message.ThreadTs is { } threadTs)
            json.WriteString("thread_ts", threadTs);
        if (message.BotId is { } botId)
            WriteBot(json, botId, message);
        if (message.EditedTs is { } editedTs)
            WriteEdited(json, message.User, editedTs);
        if (message.Stream is { } stream)
            json.WriteString("streaming_state", StateOf(stream));
        if (message.AssistantTitle is { } title)
            WriteAssistantThread(json, title);
        WriteBlocks(json, message);
        if (message.Attachments is { } attachments)
            WriteElement(json, "attachments", attachments);
        if (message.Files.Count > 0)
            WriteFiles(json, message.Files);
        if (includeMetadata && message.Metadata is { } metadata)
            WriteElement(json, "metadata", metadata);
        if (message.Reactions.Count > 0)
            WriteReactions(json, message.Reactions);
    }

    /// <summary>Writes the whole object; a message event has its type inside too.</summary>
    public void Write(Utf8JsonWriter json, SlackMessage message, bool includeMetadata)
    {
        json.WriteStartObject();
        json.WriteString("type", "message");
        WriteFields(json, message, includeMetadata);
        json.WriteEndObject();
    }

    private void WriteTeam(Utf8JsonWriter json, string? foreign)
    {
        json.WriteString("team", foreign ?? team.Id);
        if (foreign is null)
            return;
        json.WriteString("user_team", foreign);
        json.WriteString("source_team", foreign);
    }

    private static void WriteFiles(Utf8JsonWriter json, IReadOnlyList<SlackFile> files)
    {
        json.WriteStartArray("files");
        foreach (var file in files)
            FileWriter.Write(json, file);
        json.WriteEndArray();
        json.WriteBoolean("upload", false);
        json.WriteBoolean("display_as_bot", false);
    }

    private void WriteBot(Utf8JsonWriter json, string botId, SlackMessage message)
    {
        json.WriteString("bot_id", botId);
        if (message.AppId is not { } appId)
        {
            if (message.BotName is { } username)
                json.WriteString("username", username);
            return;
        }

        json.WriteString("app_id", appId);
        json.WriteStartObject("bot_profile");
        json.WriteString("id", botId);
        json.WriteBoolean("deleted", false);
        json.WriteString("name", botId == team.BotId ? team.BotName : message.BotName ?? botId);
        json.WriteString("app_id", appId);
        json.WriteString("team_id", team.Id);
        json.WriteEndObject();
    }

    private static string StateOf(SlackStreamState stream) => stream switch
    {
        SlackStreamState.InProgress => "in_progress",
        SlackStreamState.Expired => "errored",
        _ => "completed",
    };

    private static void WriteAssistantThread(Utf8JsonWriter json, string title)
    {
        json.WriteStartObject("assistant_app_thread");
        json.WriteString("title", title);
        json.WriteStartArray("title_blocks");
        json.WriteEndArray();
        json.WriteStartArray("artifacts");
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteEdited(Utf8JsonWriter json, string? user, string editedTs)
    {
        json.WriteStartObject("edited");
        json.WriteString("user", user);
        json.WriteString("ts", editedTs);
        json.WriteEndObject();
    }

    private static void WriteBlocks(Utf8JsonWriter json, SlackMessage message)
    {
        if (message.Blocks is { } blocks)
            WriteElement(json, "blocks", blocks);
        else if (message is { ClientMessageId: not null, Text.Length: > 0 })
            WriteRichText(json, message.Text);
    }

    /// <summary>What Slack's own editor makes of a human's line.</summary>
    private static void WriteRichText(Utf8JsonWriter json, string text)
    {
        json.WriteStartArray("blocks");
        json.WriteStartObject();
        json.WriteString("type", "rich_text");
        json.WriteString("block_id", "b1");
        json.WriteStartArray("elements");
        json.WriteStartObject();
        json.WriteString("type", "rich_text_section");
        json.WriteStartArray("elements");
        RichText.WriteElements(json, text);
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteReactions(Utf8JsonWriter json, IReadOnlyList<SlackReaction> reactions)
    {
        json.WriteStartArray("reactions");
        foreach (var byName in reactions.GroupBy(reaction => reaction.Name))
        {
            json.WriteStartObject();
            json.WriteString("name", byName.Key);
            json.WriteStartArray("users");
            foreach (var reaction in byName)
                json.WriteStringValue(reaction.User);
            json.WriteEndArray();
            json.WriteNumber("count", byName.Count());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteElement(Utf8JsonWriter json, string name, JsonElement element)
    {
        json.WritePropertyName(name);
        element.WriteTo(json);
    }
}
