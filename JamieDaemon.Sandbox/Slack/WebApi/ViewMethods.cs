using System.Text;
using System.Text.Json;
using JamieDaemon.Sandbox.Slack.ResponseUrls;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>views.publish and views.open.</summary>
internal sealed class ViewMethods(
    SlackDirectory directory, SlackViewStore views, TriggerDesk triggers, SlackTimestamps timestamps)
{
    private const int MaxBytes = 250 * 1024;

    public IEnumerable<ApiMethod> All =>
    [
        new("views.publish", RateLimit.Tier4, Publish) { Required = ["user_id", "view"] },
        new("views.open", RateLimit.Tier4, Open) { Required = ["trigger_id", "view"] },
    ];

    private ApiError? Publish(ApiCall call)
    {
        var (content, error) = ReadView(call, "home");
        if (error is not null)
            return error;
        if (directory.FindUser(call.Text("user_id")) is not { BotId: null } user)
            return new ApiError("invalid_arguments", "[ERROR] invalid user_id");
        if (call.Text("hash") is { Length: > 0 } hash && views.HomeOf(user.Id) is { } home && home.Hash != hash)
            return "hash_conflict";
        var view = new SlackView(views.HomeOf(user.Id)?.Id ?? timestamps.NextId("V"), user.Id, timestamps.Next(), content);
        views.Publish(view);
        Write(call.Reply, view);
        return null;
    }

    private ApiError? Open(ApiCall call)
    {
        var (content, error) = ReadView(call, "modal");
        if (error is not null)
            return error;
        var (user, refusal) = triggers.Exchange(call.Needed("trigger_id"));
        if (user is null)
            return refusal;
        var view = new SlackView(timestamps.NextId("V"), user, timestamps.Next(), content);
        views.Open(view);
        Write(call.Reply, view);
        return null;
    }

    private static (JsonElement Content, ApiError? Error) ReadView(ApiCall call, string type)
    {
        if (call.Json("view") is not { ValueKind: JsonValueKind.Object } view
            || !view.TryGetProperty("type", out var given) || given.ValueKind != JsonValueKind.String || given.GetString() != type
            || !view.TryGetProperty("blocks", out var blocks) || blocks.ValueKind != JsonValueKind.Array)
        {
            var problem = $"[ERROR] a {type} view with blocks is required [json-pointer:/view]";
            return (default, new ApiError("invalid_arguments", problem));
        }

        if (Encoding.UTF8.GetByteCount(view.GetRawText()) > MaxBytes)
            return (default, "view_too_large");
        var broken = BlockRules.Check(blocks, BlockRules.MaxInView);
        return (view, broken is null ? null : new ApiError("invalid_arguments", broken));
    }

    private static void Write(Utf8JsonWriter json, SlackView view)
    {
        json.WriteStartObject("view");
        json.WriteString("id", view.Id);
        json.WriteString("hash", view.Hash);
        foreach (var property in view.Content.EnumerateObject())
        {
            if (property.Name is not ("id" or "hash"))
                property.WriteTo(json);
        }

        json.WriteEndObject();
    }
}
