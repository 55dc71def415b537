using System.Text.Json.Nodes;
using JamieDaemon.Sandbox.Slack.Bots;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class BotPostTests
{
    private static readonly TestCaseData[] Posts =
    [
        new TestCaseData(AlertPosts.Alertmanager, "bot_message", "KubePodCrashLooping").SetArgDisplayNames("Alertmanager"),
        new TestCaseData(AlertPosts.Grafana, null, "p99 above 2 s").SetArgDisplayNames("Grafana"),
        new TestCaseData(AlertPosts.Datadog, null, "93.4% full").SetArgDisplayNames("Datadog"),
        new TestCaseData(AlertPosts.Deployment, null, "256Mi").SetArgDisplayNames("Deployment"),
    ];

    [TestCaseSource(nameof(Posts))]
    public async Task An_alert_has_no_text_and_says_all_elsewhere(BotPost post, string? subtype, string clue)
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        app.Slack.PostAsOtherBot("#incidents", post);
        var alert = (await socket.ReceiveAsync())["payload"]!["event"]!;
        Assert.That((string?)alert["text"], Is.Empty);
        Assert.That((string?)alert["subtype"], Is.EqualTo(subtype));
        Assert.That((string?)alert["bot_id"], Is.EqualTo(post.Bot.Id));
        Assert.That((string?)alert["username"] ?? (string?)alert["bot_profile"]!["name"], Is.EqualTo(post.Bot.Name));
        Assert.That((alert["attachments"] ?? alert["blocks"])!.ToJsonString(), Does.Contain(clue));
        var history = await app.CallAsync("conversations.history", new { channel = app.Incidents });
        var read = history["messages"]![0]!;
        Assert.That(JsonNode.DeepEquals(read["attachments"], alert["attachments"]), Is.True);
        Assert.That(JsonNode.DeepEquals(read["blocks"], alert["blocks"]), Is.True);
    }

    [Test]
    public async Task A_bot_that_has_posted_is_described()
    {
        await using var app = await RawSlackApp.StartAsync();
        app.Slack.PostAsOtherBot("#incidents", AlertPosts.Grafana);
        app.Slack.PostAsOtherBot("#incidents", AlertPosts.Alertmanager);
        var grafana = (await app.GetAsync("bots.info", $"bot={AlertPosts.Grafana.Bot.Id}"))["bot"]!;
        Assert.That((string?)grafana["name"], Is.EqualTo("Grafana"));
        Assert.That((string?)grafana["app_id"], Is.EqualTo(AlertPosts.Grafana.Bot.AppId));
        var classic = (await app.GetAsync("bots.info", $"bot={AlertPosts.Alertmanager.Bot.Id}"))["bot"]!;
        Assert.That((string?)classic["name"], Is.EqualTo("AlertManager"));
        Assert.That(classic["user_id"], Is.Null);
        var user = (await app.GetAsync("users.info", $"user={AlertPosts.Grafana.Bot.User}"))["user"]!;
        Assert.That((bool)user["is_bot"]!, Is.True);
    }

    [TestCase("body-message_bot-bot_message_event_payload", false)]
    [TestCase("body-message_bot-classic_bot_message_event_payload", true)]
    public async Task A_bots_message_has_the_fields_of_Slacks_own(string vector, bool classic)
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        app.Slack.PostAsOtherBot("#incidents", "FIRING: disk full", classic: classic);
        var payload = (await socket.ReceiveAsync())["payload"]!;
        var missing = VectorShape.MissingFrom(payload, vector)
            .Where(path => !path.StartsWith("/event/bot_profile/", StringComparison.Ordinal) && path != "/enterprise_id");
        Assert.That(missing, Is.Empty);
    }
}
