using System.Text.Json;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>usergroups.list and usergroups.users.list.</summary>
internal sealed class UserGroupMethods(SlackTeam team, SlackDirectory directory)
{
    private const string Scope = "usergroups:read";

    public IEnumerable<ApiMethod> All =>
    [
        new("usergroups.list", RateLimit.Tier2, List) { Scope = Scope, ReadsJson = false },
        new("usergroups.users.list", RateLimit.Tier2, Users) { Scope = Scope, Required = ["usergroup"], ReadsJson = false },
    ];

    private ApiError? List(ApiCall call)
    {
        var json = call.Reply;
        json.WriteStartArray("usergroups");
        foreach (var group in directory.Groups)
        {
            json.WriteStartObject();
            json.WriteString("id", group.Id);
            json.WriteString("team_id", team.Id);
            json.WriteBoolean("is_usergroup", true);
            json.WriteString("name", group.Handle);
            json.WriteString("handle", group.Handle);
            json.WriteNumber("date_delete", 0);
            json.WriteNumber("user_count", group.Users.Count);
            if (call.Flag("include_users"))
                WriteUsers(json, group);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        return null;
    }

    private ApiError? Users(ApiCall call)
    {
        if (directory.FindGroup(call.Needed("usergroup")) is not { } group)
            return "no_such_subteam";
        WriteUsers(call.Reply, group);
        return null;
    }

    private static void WriteUsers(Utf8JsonWriter json, SlackUserGroup group)
    {
        json.WriteStartArray("users");
        foreach (var user in group.Users)
            json.WriteStringValue(user);
        json.WriteEndArray();
    }
}
