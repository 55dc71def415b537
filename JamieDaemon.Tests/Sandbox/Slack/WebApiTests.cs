using System.Net;
using System.Net.Http.Headers;
using System.Text;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class WebApiTests
{
    [TestCase("chat.fly", "xoxb-sandbox", "unknown_method")]
    [TestCase("auth.test", null, "not_authed")]
    [TestCase("auth.test", "xoxb-stolen", "invalid_auth")]
    [TestCase("auth.test", "xapp-sandbox", "not_allowed_token_type")]
    [TestCase("apps.connections.open", "xoxb-sandbox", "not_allowed_token_type")]
    [TestCase("apps.connections.open", "xapp-stolen", "invalid_auth")]
    public async Task A_caller_that_may_not_is_told_why(string method, string? token, string error)
    {
        await using var app = await RawSlackApp.StartAsync();
        using var response = await app.SendAsync(method, content: null, token);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((string?)(await app.ReadAsync(response))["error"], Is.EqualTo(error));
    }

    [Test]
    public async Task The_bot_learns_who_it_is_and_which_scopes_it_has()
    {
        await using var app = await RawSlackApp.StartAsync(new() { BotScopes = new HashSet<string> { "chat:write" } });
        using var response = await app.SendAsync("auth.test", content: null);
        var reply = await app.ReadAsync(response);
        Assert.That((bool)reply["ok"]!, Is.True);
        Assert.That((string?)reply["user_id"], Is.EqualTo(app.Slack.Team.BotUserId));
        Assert.That((string?)reply["bot_id"], Is.EqualTo(app.Slack.Team.BotId));
        Assert.That((string?)reply["team_id"], Is.EqualTo(app.Slack.Team.Id));
        Assert.That(response.Headers.GetValues("x-oauth-scopes"), Is.EqualTo(new[] { "chat:write" }));
    }

    [Test]
    public async Task Every_answer_is_dated_by_the_workspaces_clock()
    {
        var time = new ManualTimeProvider();
        await using var app = await RawSlackApp.StartAsync(new() { Time = time });
        using var response = await app.SendAsync("auth.test", content: null);
        Assert.That(response.Headers.Date, Is.EqualTo(time.GetUtcNow()).Within(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task A_scope_that_was_not_granted_is_named()
    {
        var granted = new HashSet<string> { "users:read", "im:write" };
        await using var app = await RawSlackApp.StartAsync(new() { BotScopes = granted });
        var reply = await app.CallAsync("chat.postMessage", new { channel = app.Incidents, text = "hi" });
        Assert.That((string?)reply["error"], Is.EqualTo("missing_scope"));
        Assert.That((string?)reply["needed"], Is.EqualTo("chat:write"));
        Assert.That((string?)reply["provided"], Is.EqualTo("im:write,users:read"));
    }

    [Test]
    public async Task A_missing_argument_is_named()
    {
        await using var app = await RawSlackApp.StartAsync();
        var reply = await app.CallAsync("chat.update", new { channel = app.Incidents, text = "hi" });
        Assert.That((string?)reply["error"], Is.EqualTo("invalid_arguments"));
        Assert.That((string?)reply["response_metadata"]!["messages"]![0], Is.EqualTo("[ERROR] missing required field: ts"));
    }

    [Test]
    public async Task Json_without_a_charset_works_and_is_warned_about()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var response = await app.SendAsync("chat.postMessage", Body(app, "application/json"));
        var reply = await app.ReadAsync(response);
        Assert.That((bool)reply["ok"]!, Is.True);
        Assert.That((string?)reply["warning"], Is.EqualTo("missing_charset"));
        Assert.That((string?)reply["response_metadata"]!["warnings"]![0], Is.EqualTo("missing_charset"));
    }

    [TestCase("text/plain", "invalid_arguments", TestName = "Plain_text_carries_no_arguments")]
    [TestCase("image/png", "invalid_post_type", TestName = "A_body_of_another_kind_is_refused")]
    public async Task Only_json_and_forms_are_read(string contentType, string error)
    {
        await using var app = await RawSlackApp.StartAsync();
        using var response = await app.SendAsync("chat.postMessage", Body(app, contentType));
        Assert.That((string?)(await app.ReadAsync(response))["error"], Is.EqualTo(error));
    }

    [TestCase("{\"channel\":", "invalid_json")]
    [TestCase("[1]", "json_not_object")]
    public async Task Json_that_is_none_is_refused(string body, string error)
    {
        await using var app = await RawSlackApp.StartAsync();
        using var response = await app.SendAsync("chat.postMessage", new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.That((string?)(await app.ReadAsync(response))["error"], Is.EqualTo(error));
    }

    [Test]
    public async Task A_form_may_carry_the_token_and_blocks_as_a_string()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var response = await app.SendAsync("chat.postMessage", token: null, content: new FormUrlEncodedContent(
        [
            new("token", RawSlackApp.BotToken),
            new("channel", app.Incidents),
            new("blocks", """[{"type":"section","text":{"type":"mrkdwn","text":"hi"}}]"""),
        ]));
        Assert.That((bool)(await app.ReadAsync(response))["ok"]!, Is.True);
        Assert.That(app.Slack.Messages.In(app.Incidents).Single().Blocks!.Value.GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task An_app_level_token_counts_in_the_header_alone()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var response = await app.SendAsync(
            "apps.connections.open", new FormUrlEncodedContent([new("token", RawSlackApp.AppToken)]), token: null);
        Assert.That((string?)(await app.ReadAsync(response))["error"], Is.EqualTo("invalid_auth"));
    }

    [TestCase("conversations.replies")]
    [TestCase("conversations.info")]
    [TestCase("users.info")]
    [TestCase("bots.info")]
    public async Task Some_methods_do_not_read_json(string method)
    {
        await using var app = await RawSlackApp.StartAsync();
        var reply = await app.CallAsync(method, new { channel = app.Incidents, ts = "1.0", user = "U1", bot = "B1" });
        Assert.That((string?)reply["error"], Is.EqualTo("invalid_arguments"));
    }

    private static StringContent Body(RawSlackApp app, string contentType)
    {
        var body = new StringContent($$"""{"channel":"{{app.Incidents}}","text":"hi"}""");
        body.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        return body;
    }
}
