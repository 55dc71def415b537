using System.Text;
using System.Text.Json;
using JamieDaemon.Sandbox.Slack.Blocks;
using JamieDaemon.Sandbox.Slack.WebApi;

namespace JamieDaemon.Sandbox.Slack.Interactions;

/// <summary>Opens, changes and closes views as methods and acks ask for it.</summary>
internal sealed class ViewDesk(SlackViewStore views, SlackTimestamps timestamps)
{
    private const int MaxBytes = 250 * 1024;

    public SlackView Publish(string user, JsonElement content)
    {
        var home = new SlackView(views.HomeOf(user)?.Id ?? timestamps.NextId("V"), user, timestamps.Next(), content);
        views.Publish(home);
        return home;
    }

    public SlackView Open(string user, JsonElement content, SlackView? below = null)
    {
        var modal = new SlackView(timestamps.NextId("V"), user, timestamps.Next(), content);
        modal = below is null ? modal : modal with { PreviousId = below.Id, RootId = below.RootId };
        views.Open(modal);
        return modal;
    }

    public SlackView? Update(SlackView open, JsonElement content)
    {
        var updated = open with { Content = content, Hash = timestamps.Next() };
        return views.Update(updated) ? updated : null;
    }

    /// <summary>The view in a call or an ack, with its blocks named.</summary>
    public static (JsonElement Content, ApiError? Error) Read(JsonElement? given, string type)
    {
        if (given is not { ValueKind: JsonValueKind.Object } view || view.Text("type") != type
            || view.Field("blocks") is not { ValueKind: JsonValueKind.Array } blocks)
        {
            var problem = $"[ERROR] a {type} view with blocks is required [json-pointer:/view]";
            return (default, new ApiError("invalid_arguments", problem));
        }

        if (Encoding.UTF8.GetByteCount(view.GetRawText()) > MaxBytes)
            return (default, "view_too_large");
        return (BlockRules.RefuseView(blocks) ?? ViewRules.Refuse(view)) is { } refusal
            ? (default, refusal)
            : (Named(view, blocks), null);
    }

    private static JsonElement Named(JsonElement view, JsonElement blocks)
    {
        using var content = new MemoryStream();
        using (var json = new Utf8JsonWriter(content))
        {
            json.WriteStartObject();
            foreach (var property in view.EnumerateObject().Where(property => property.Name != "blocks"))
                property.WriteTo(json);
            json.WritePropertyName("blocks");
            BlockIds.Fill(blocks).WriteTo(json);
            json.WriteEndObject();
        }

        using var named = JsonDocument.Parse(content.ToArray());
        return named.RootElement.Clone();
    }
}
