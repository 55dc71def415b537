using System.Text.Json;

namespace JamieDaemon.Sandbox.Slack.Interactions;

/// <summary>Writes a view as payloads and replies carry it: what the app gave, and what Slack adds.</summary>
internal sealed class ViewWriter(SlackTeam team)
{
    private static readonly string[] Given = ["title", "submit", "close", "blocks"];

    /// <param name="valueOf">What a member has put into a field; null where it is as the app gave it.</param>
    public void Write(Utf8JsonWriter json, SlackView view, Func<BlockElement, string?> valueOf)
    {
        var content = view.Content;
        json.WriteStartObject("view");
        json.WriteString("id", view.Id);
        json.WriteString("team_id", team.Id);
        json.WriteString("type", content.Text("type"));
        foreach (var name in Given)
        {
            json.WritePropertyName(name);
            if (content.Field(name) is { } field)
                field.WriteTo(json);
            else
                json.WriteNullValue();
        }

        json.WriteString("private_metadata", content.Text("private_metadata") ?? "");
        json.WriteString("callback_id", content.Text("callback_id") ?? "");
        json.WriteString("external_id", content.Text("external_id") ?? "");
        ActionWriter.WriteState(json, content.Field("blocks"), valueOf);
        json.WriteString("hash", view.Hash);
        json.WriteBoolean("clear_on_close", content.Flag("clear_on_close"));
        json.WriteBoolean("notify_on_close", content.Flag("notify_on_close"));
        json.WriteString("previous_view_id", view.PreviousId);
        json.WriteString("root_view_id", view.RootId);
        json.WriteString("app_id", team.AppId);
        json.WriteString("app_installed_team_id", team.Id);
        json.WriteString("bot_id", team.BotId);
        json.WriteEndObject();
    }
}
