namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>auth.test, users.info and bots.info.</summary>
internal sealed class PeopleMethods(SlackTeam team, SlackDirectory directory, Func<string, Uri> urlFor)
{
    public IEnumerable<ApiMethod> All =>
    [
        new("auth.test", RateLimit.None, AuthTest),
        new("users.info", RateLimit.Tier4, UserInfo) { Scope = "users:read", Required = ["user"], ReadsJson = false },
        new("bots.info", RateLimit.Tier3, BotInfo) { Scope = "users:read", Required = ["bot"], ReadsJson = false },
    ];

    private ApiError? AuthTest(ApiCall call)
    {
        call.Reply.WriteString("url", urlFor("").AbsoluteUri);
        call.Reply.WriteString("team", team.Domain);
        call.Reply.WriteString("user", team.BotName);
        call.Reply.WriteString("team_id", team.Id);
        call.Reply.WriteString("user_id", team.BotUserId);
        call.Reply.WriteString("bot_id", team.BotId);
        call.Reply.WriteBoolean("is_enterprise_install", false);
        return null;
    }

    private ApiError? UserInfo(ApiCall call)
    {
        if (directory.FindUser(call.Text("user")) is not { } user)
            return "user_not_found";
        var json = call.Reply;
        json.WriteStartObject("user");
        json.WriteString("id", user.Id);
        json.WriteString("team_id", user.TeamId ?? team.Id);
        json.WriteString("name", user.Name);
        json.WriteString("real_name", user.Name);
        json.WriteBoolean("deleted", user.IsDeleted);
        json.WriteString("tz", "Etc/UTC");
        json.WriteBoolean("is_bot", user.BotId is not null);
        json.WriteBoolean("is_restricted", user.IsRestricted);
        json.WriteBoolean("is_ultra_restricted", user.IsUltraRestricted);
        if (user.TeamId is not null)
            json.WriteBoolean("is_stranger", user.IsStranger);
        json.WriteStartObject("profile");
        json.WriteString("display_name", user.Name);
        json.WriteString("real_name", user.Name);
        if (user.BotId is { } botId)
            json.WriteString("bot_id", botId);
        json.WriteEndObject();
        json.WriteEndObject();
        return null;
    }

    private ApiError? BotInfo(ApiCall call)
    {
        if (directory.FindBot(call.Text("bot")) is not { } bot)
            return "bot_not_found";
        var json = call.Reply;
        json.WriteStartObject("bot");
        json.WriteString("id", bot.Id);
        json.WriteBoolean("deleted", false);
        json.WriteString("name", bot.Name);
        if (bot.AppId is { } appId)
            json.WriteString("app_id", appId);
        if (bot.User is { } user)
            json.WriteString("user_id", user);
        json.WriteEndObject();
        return null;
    }
}
