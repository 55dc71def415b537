using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class PeopleTests
{
    [Test]
    public async Task Guests_and_strangers_are_described_as_such()
    {
        await using var app = await RawSlackApp.StartAsync();
        var guest = app.Slack.AddUser("guest", user => user with { IsRestricted = true });
        var narrow = app.Slack.AddUser("narrow", user => user with { IsRestricted = true, IsUltraRestricted = true });
        var stranger = app.Slack.AddUser("stranger", user => user with { TeamId = "T0PARTNER1", IsStranger = true });
        Assert.That((bool)(await InfoAsync(guest))["is_restricted"]!, Is.True);
        Assert.That((bool)(await InfoAsync(guest))["is_ultra_restricted"]!, Is.False);
        Assert.That((bool)(await InfoAsync(narrow))["is_ultra_restricted"]!, Is.True);
        Assert.That((bool)(await InfoAsync(stranger))["is_stranger"]!, Is.True);
        Assert.That((string?)(await InfoAsync(stranger))["team_id"], Is.EqualTo("T0PARTNER1"));
        Assert.That((await InfoAsync(app.Slack.User("oncall")))["is_stranger"], Is.Null, "only members of other workspaces have it");

        async Task<System.Text.Json.Nodes.JsonNode> InfoAsync(SlackUser user) =>
            (await app.GetAsync("users.info", $"user={user.Id}"))["user"]!;
    }

    [Test]
    public async Task A_message_from_another_workspace_says_so()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        app.Slack.AddChannel(new SlackChannel("CSHARED", "shared") { IsExtShared = true });
        app.Slack.AddUser("partner", user => user with { TeamId = "T0PARTNER1" });
        app.Slack.Say("CSHARED", "partner", "hello");
        app.Slack.Say("CSHARED", "oncall", "hi");
        var theirs = (await socket.ReceiveAndAckAsync())["payload"]!;
        Assert.That((bool)theirs["is_ext_shared_channel"]!, Is.True);
        Assert.That((string?)theirs["team_id"], Is.EqualTo(app.Slack.Team.Id));
        Assert.That((string?)theirs["event"]!["user_team"], Is.EqualTo("T0PARTNER1"));
        Assert.That((string?)theirs["event"]!["source_team"], Is.EqualTo("T0PARTNER1"));
        var ours = (await socket.ReceiveAndAckAsync())["payload"]!["event"]!;
        Assert.That((string?)ours["team"], Is.EqualTo(app.Slack.Team.Id));
        Assert.That(ours["user_team"], Is.Null);
    }

    [Test]
    public async Task Groups_are_listed_with_their_members()
    {
        await using var app = await RawSlackApp.StartAsync();
        var group = app.Slack.AddGroup("sre", "oncall", "developer");
        string[] members = [app.Slack.User("oncall").Id, app.Slack.User("developer").Id];
        var users = await app.GetAsync("usergroups.users.list", $"usergroup={group.Id}");
        Assert.That(users["users"]!.AsArray().Select(user => (string?)user), Is.EqualTo(members));
        var listed = (await app.GetAsync("usergroups.list", "include_users=true"))["usergroups"]![0]!;
        Assert.That((string?)listed["handle"], Is.EqualTo("sre"));
        Assert.That(listed["users"]!.AsArray(), Has.Count.EqualTo(2));
        Assert.That((await app.GetAsync("usergroups.list", ""))["usergroups"]![0]!["users"], Is.Null);
        Assert.That((string?)(await app.GetAsync("usergroups.users.list", "usergroup=S404"))["error"], Is.EqualTo("no_such_subteam"));
    }

    [Test]
    public async Task The_members_of_a_conversation_are_listed()
    {
        await using var app = await RawSlackApp.StartAsync();
        var user = app.Slack.User("oncall");
        var direct = await app.GetAsync("conversations.members", $"channel={user.DirectChannel}");
        Assert.That(direct["members"]!.AsArray().Select(member => (string?)member), Is.EquivalentTo(new[] { user.Id, app.Slack.Team.BotUserId }));
        var channel = await app.GetAsync("conversations.members", $"channel={app.Incidents}");
        Assert.That(channel["members"]!.AsArray(), Has.Count.EqualTo(3));
        Assert.That((string?)(await app.GetAsync("conversations.members", "channel=C404"))["error"], Is.EqualTo("channel_not_found"));
    }
}
