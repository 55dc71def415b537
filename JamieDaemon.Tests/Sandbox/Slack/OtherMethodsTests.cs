using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class OtherMethodsTests
{
    private static readonly object Divider = new { type = "divider" };

    [Test]
    public async Task A_published_home_is_seen_and_its_hash_guards_it()
    {
        await using var app = await RawSlackApp.StartAsync();
        var user_id = app.Slack.User("oncall").Id;
        var view = new { type = "home", blocks = new[] { Divider } };
        var published = await app.CallAsync("views.publish", new { user_id, view });
        Assert.That(app.Slack.Views.HomeOf(user_id)!.Content.GetProperty("blocks").GetArrayLength(), Is.EqualTo(1));
        var hash = (string?)published["view"]!["hash"];
        Assert.That((bool)(await app.CallAsync("views.publish", new { user_id, view, hash }))["ok"]!, Is.True);
        Assert.That(await app.ErrorAsync("views.publish", new { user_id, view, hash }), Is.EqualTo("hash_conflict"));
    }

    [Test]
    public async Task A_view_has_at_most_100_blocks_and_250_kilobytes()
    {
        await using var app = await RawSlackApp.StartAsync();
        var user_id = app.Slack.User("oncall").Id;
        var many = new { type = "home", blocks = Enumerable.Repeat(Divider, 101) };
        Assert.That(await app.ErrorAsync("views.publish", new { user_id, view = many }), Is.EqualTo("invalid_arguments"));
        var large = new { type = "home", blocks = new[] { Divider }, private_metadata = new string('a', 250 * 1024) };
        Assert.That(await app.ErrorAsync("views.publish", new { user_id, view = large }), Is.EqualTo("view_too_large"));
    }

    [Test]
    public async Task A_trigger_opens_one_view_within_three_seconds()
    {
        var time = new ManualTimeProvider();
        await using var app = await RawSlackApp.StartAsync(new() { Time = time });
        var view = new { type = "modal", title = new { type = "plain_text", text = "Ask" }, blocks = new[] { Divider } };
        var used = app.Slack.Slash("oncall", "#incidents", "/ask", "").TriggerId;
        var late = app.Slack.Slash("oncall", "#incidents", "/ask", "").TriggerId;
        Assert.That((bool)(await app.CallAsync("views.open", new { trigger_id = used, view }))["ok"]!, Is.True);
        Assert.That(app.Slack.Views.Modals, Has.Count.EqualTo(1));
        var again = await app.CallAsync("views.open", new { trigger_id = used, view });
        Assert.That((string?)again["error"], Is.EqualTo("exchanged_trigger_id"));
        time.Advance(TimeSpan.FromSeconds(3.1));
        Assert.That(await app.ErrorAsync("views.open", new { trigger_id = late, view }), Is.EqualTo("expired_trigger_id"));
        Assert.That(await app.ErrorAsync("views.open", new { trigger_id = "1.2.3", view }), Is.EqualTo("invalid_trigger_id"));
    }

    [TestCase("eyes", "real", null)]
    [TestCase("eyes", "reacted", "already_reacted")]
    [TestCase(":eyes:", "real", "invalid_name")]
    [TestCase("eyes", "1700000000.000100", "message_not_found")]
    [TestCase("eyes", "now", "bad_timestamp")]
    public async Task A_reaction_is_left_once(string name, string message, string? error)
    {
        await using var app = await RawSlackApp.StartAsync();
        var real = app.Slack.Say("#incidents", "oncall", "look");
        var timestamp = message is "real" or "reacted" ? real : message;
        if (message == "reacted")
            await app.CallAsync("reactions.add", new { channel = app.Incidents, timestamp, name });
        var reply = await app.CallAsync("reactions.add", new { channel = app.Incidents, timestamp, name });
        Assert.That((string?)reply["error"], Is.EqualTo(error));
        var left = app.Slack.Messages.Find(app.Incidents, real)!.Reactions;
        Assert.That(left, Has.Count.EqualTo(error is null or "already_reacted" ? 1 : 0));
    }

    [Test]
    public async Task Members_and_bots_are_described()
    {
        await using var app = await RawSlackApp.StartAsync();
        var user = await app.GetAsync("users.info", $"user={app.Slack.User("oncall").Id}");
        Assert.That((string?)user["user"]!["name"], Is.EqualTo("oncall"));
        var bot = await app.GetAsync("bots.info", $"bot={app.Slack.Team.BotId}");
        Assert.That((string?)bot["bot"]!["app_id"], Is.EqualTo(app.Slack.Team.AppId));
        Assert.That((string?)(await app.GetAsync("users.info", "user=U404"))["error"], Is.EqualTo("user_not_found"));
        Assert.That((string?)(await app.GetAsync("bots.info", "bot=B404"))["error"], Is.EqualTo("bot_not_found"));
    }
}
