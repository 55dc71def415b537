using System.Text.Json.Nodes;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class ConversationMethodsTests
{
    [Test]
    public async Task History_is_newest_first_in_pages_and_leaves_replies_out()
    {
        await using var app = await RawSlackApp.StartAsync();
        var first = await app.PostAsync("1");
        await app.PostAsync("reply", threadTs: first);
        await app.PostAsync("2");
        await app.PostAsync("3");
        var page = await app.CallAsync("conversations.history", new { channel = app.Incidents, limit = 2 });
        Assert.That(Texts(page), Is.EqualTo(new[] { "3", "2" }));
        Assert.That((bool)page["has_more"]!, Is.True);
        var cursor = (string?)page["response_metadata"]!["next_cursor"];
        var rest = await app.CallAsync("conversations.history", new { channel = app.Incidents, limit = 2, cursor });
        Assert.That(Texts(rest), Is.EqualTo(new[] { "1" }));
        Assert.That((bool)rest["has_more"]!, Is.False);
        Assert.That((int)rest["messages"]![0]!["reply_count"]!, Is.EqualTo(1));
    }

    [Test]
    public async Task Replies_are_oldest_first_in_pages_and_begin_with_the_parent()
    {
        await using var app = await RawSlackApp.StartAsync();
        var parent = await app.PostAsync("parent");
        foreach (var text in new[] { "a", "b", "c" })
            await app.PostAsync(text, parent);
        var page = await app.GetAsync("conversations.replies", $"channel={app.Incidents}&ts={parent}&limit=2");
        Assert.That(Texts(page), Is.EqualTo(new[] { "parent", "a" }));
        var cursor = Uri.EscapeDataString((string)page["response_metadata"]!["next_cursor"]!);
        var rest = await app.GetAsync("conversations.replies", $"channel={app.Incidents}&ts={parent}&limit=2&cursor={cursor}");
        Assert.That(Texts(rest), Is.EqualTo(new[] { "b", "c" }));
        Assert.That((bool)rest["has_more"]!, Is.False);
    }

    [TestCase("", "parent,b")]
    [TestCase("&inclusive=true", "parent,a,b,c")]
    [TestCase("&latest=0", "parent")]
    public async Task Oldest_and_latest_bound_the_replies_but_never_the_parent(string more, string texts)
    {
        await using var app = await RawSlackApp.StartAsync();
        var parent = await app.PostAsync("parent");
        var oldest = await app.PostAsync("a", parent);
        await app.PostAsync("b", parent);
        var latest = await app.PostAsync("c", parent);
        var bounds = more.Contains("latest") ? more : $"&oldest={oldest}&latest={latest}{more}";
        var page = await app.GetAsync("conversations.replies", $"channel={app.Incidents}&ts={parent}{bounds}");
        Assert.That(string.Join(',', Texts(page)), Is.EqualTo(texts));
    }

    [TestCase("true", true)]
    [TestCase("false", false)]
    public async Task Metadata_is_shown_when_asked_for(string flag, bool shown)
    {
        await using var app = await RawSlackApp.StartAsync();
        var metadata = new { event_type = "jamie_answer", event_payload = new { id = "q1" } };
        var posted = await app.CallAsync("chat.postMessage", new { channel = app.Incidents, text = "hi", metadata });
        var query = $"channel={app.Incidents}&ts={(string?)posted["ts"]}&include_all_metadata={flag}";
        var page = await app.GetAsync("conversations.replies", query);
        Assert.That(page["messages"]![0]!["metadata"] is not null, Is.EqualTo(shown));
    }

    [TestCase("conversations.history", "channel=C404", "channel_not_found")]
    [TestCase("conversations.history", "channel=CFAR", "not_in_channel")]
    [TestCase("conversations.history", "channel=CIN&limit=1000", "invalid_limit")]
    [TestCase("conversations.history", "channel=CIN&limit=many", "invalid_limit")]
    [TestCase("conversations.history", "channel=CIN&cursor=x", "invalid_cursor")]
    [TestCase("conversations.history", "channel=CIN&oldest=yesterday", "invalid_ts_oldest")]
    [TestCase("conversations.history", "channel=CIN&latest=now", "invalid_ts_latest")]
    [TestCase("conversations.replies", "channel=CIN&ts=1700000000.000100", "thread_not_found")]
    [TestCase("conversations.info", "channel=C404", "channel_not_found")]
    [TestCase("conversations.open", "users=U404", "user_not_found")]
    public async Task What_cannot_be_read_says_why(string method, string query, string error)
    {
        await using var app = await RawSlackApp.StartAsync();
        app.Slack.AddChannel(new SlackChannel("CIN", "in"));
        app.Slack.AddChannel(new SlackChannel("CFAR", "far") { BotIsMember = false });
        Assert.That((string?)(await app.GetAsync(method, query))["error"], Is.EqualTo(error));
    }

    [TestCase("CPRIVATE", "groups:history")]
    [TestCase("CPUBLIC", "channels:history")]
    public async Task Each_kind_of_channel_has_its_own_scope(string channel, string needed)
    {
        await using var app = await RawSlackApp.StartAsync(new() { BotScopes = new HashSet<string> { "im:history" } });
        app.Slack.AddChannel(new SlackChannel("CPRIVATE", "private") { IsPrivate = true });
        app.Slack.AddChannel(new SlackChannel("CPUBLIC", "public"));
        Assert.That((string?)(await app.CallAsync("conversations.history", new { channel }))["needed"], Is.EqualTo(needed));
        var direct = await app.CallAsync("conversations.history", new { channel = app.Slack.User("oncall").DirectChannel });
        Assert.That((bool)direct["ok"]!, Is.True);
    }

    [Test]
    public async Task A_conversation_tells_its_kind()
    {
        await using var app = await RawSlackApp.StartAsync();
        var user = app.Slack.User("oncall");
        var opened = await app.CallAsync("conversations.open", new { users = user.Id });
        Assert.That((string?)opened["channel"]!["id"], Is.EqualTo(user.DirectChannel));
        var direct = await app.GetAsync("conversations.info", $"channel={user.DirectChannel}");
        Assert.That((bool)direct["channel"]!["is_im"]!, Is.True);
        var channel = await app.GetAsync("conversations.info", $"channel={app.Incidents}");
        Assert.That((string?)channel["channel"]!["name"], Is.EqualTo("incidents"));
        Assert.That((bool)channel["channel"]!["is_channel"]!, Is.True);
    }

    private static IEnumerable<string> Texts(JsonNode page) =>
        page["messages"]!.AsArray().Select(message => (string)message!["text"]!);
}
