using JamieDaemon.Sandbox.Slack.Interactions;
using JamieDaemon.Sandbox.Slack.ResponseUrls;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>views.publish, views.open and views.update.</summary>
internal sealed class ViewMethods(SlackTeam team, SlackDirectory directory, SlackViewStore views, ViewDesk desk, TriggerDesk triggers)
{
    private readonly ViewWriter _writer = new(team);

    public IEnumerable<ApiMethod> All =>
    [
        new("views.publish", RateLimit.Tier4, Publish) { Required = ["user_id", "view"] },
        new("views.open", RateLimit.Tier4, Open) { Required = ["trigger_id", "view"] },
        new("views.update", RateLimit.Tier4, Update) { Required = ["view"] },
    ];

    private ApiError? Publish(ApiCall call)
    {
        var (content, error) = ViewDesk.Read(call.Json("view"), "home");
        if (error is not null)
            return error;
        if (directory.FindUser(call.Text("user_id")) is not { BotId: null } user)
            return new ApiError("invalid_arguments", "[ERROR] invalid user_id");
        if (call.Text("hash") is { Length: > 0 } hash && views.HomeOf(user.Id) is { } home && home.Hash != hash)
            return "hash_conflict";
        return Answer(call, desk.Publish(user.Id, content));
    }

    private ApiError? Open(ApiCall call)
    {
        var (content, error) = ViewDesk.Read(call.Json("view"), "modal");
        if (error is not null)
            return error;
        var (user, refusal) = triggers.Exchange(call.Needed("trigger_id"));
        return user is null ? refusal : Answer(call, desk.Open(user, content));
    }

    private ApiError? Update(ApiCall call)
    {
        var (content, error) = ViewDesk.Read(call.Json("view"), "modal");
        if (error is not null)
            return error;
        if (views.Find(call.Needed("view_id")) is not { } open)
            return "not_found";
        if (call.Text("hash") is { Length: > 0 } hash && open.Hash != hash)
            return "hash_conflict";
        return desk.Update(open, content) is { } updated ? Answer(call, updated) : "not_found";
    }

    private ApiError? Answer(ApiCall call, SlackView view)
    {
        _writer.Write(call.Reply, view, _ => null);
        return null;
    }
}
