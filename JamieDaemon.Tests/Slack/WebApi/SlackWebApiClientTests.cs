using System.Text.Json;
using System.Text.Json.Nodes;
using JamieDaemon.Slack.WebApi;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.WebApi;

/// <summary>What goes over the wire, and what comes back.</summary>
[CancelAfter(Limits.Milliseconds)]
public sealed class SlackWebApiClientTests
{
    private const string Json = "application/json; charset=utf-8";
    private const string Form = "application/x-www-form-urlencoded";
    private static readonly JsonElement Blocks = JsonSerializer.Deserialize<JsonElement>("[]");

    [Test]
    public async Task A_message_is_posted_as_JSON_and_its_address_comes_back(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        slack.Server.Then(HttpAnswers.Json("""{"ok":true,"channel":"C1","ts":"1.2","message":{"text":"hello"}}"""));

        var posted = await slack.Client.ChatPostMessageAsync(new ChatPostMessage
        {
            Channel = "C1",
            ThreadTs = "1.1",
            Text = "hello",
            UnfurlLinks = false,
            UnfurlMedia = false,
            Metadata = new MessageMetadata
            {
                EventType = "jamie_answer",
                EventPayload = JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["question_id"] = "q1" }),
            },
        }, token);

        var request = await slack.Server.NextAsync();
        Assert.That((posted.Channel, posted.Ts), Is.EqualTo(("C1", "1.2")));
        Assert.That((request.Method, request.Path), Is.EqualTo(("POST", "/api/chat.postMessage")));
        Assert.That(request.Headers["Content-Type"], Is.EqualTo(Json));
        var expected = JsonNode.Parse(
            """
            {
              "channel": "C1", "thread_ts": "1.1", "text": "hello", "unfurl_links": false, "unfurl_media": false,
              "metadata": { "event_type": "jamie_answer", "event_payload": { "question_id": "q1" } }
            }
            """);
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(request.Body), expected), request.Body);
    }

    [Test]
    public async Task Only_the_socket_is_opened_with_the_app_token(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        slack.Server.Then(HttpAnswers.Json("""{"ok":true,"url":"ws://127.0.0.1:1/link/?ticket=secret"}"""));

        var url = await slack.Client.AppsConnectionsOpenAsync(token);
        await slack.Client.AuthTestAsync(token);

        Assert.That(url.Query, Is.EqualTo("?ticket=secret"));
        Assert.That((await slack.Server.NextAsync()).Headers["Authorization"], Is.EqualTo($"Bearer {ScriptedSlack.AppToken}"));
        Assert.That((await slack.Server.NextAsync()).Headers["Authorization"], Is.EqualTo($"Bearer {ScriptedSlack.BotToken}"));
    }

    [Test]
    public async Task Every_method_gets_its_arguments_in_the_form_that_Slack_reads(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        var client = slack.Client;

        await client.ChatUpdateAsync(new ChatUpdate { Channel = "C1", Ts = "1.2", Text = "hello" }, token);
        await client.TryChatUpdateAsync(new ChatUpdate { Channel = "C1", Ts = "1.2", Text = "hell" }, token);
        await client.ChatPostEphemeralAsync(new ChatPostEphemeral { Channel = "C1", User = "U1", Text = "psst" }, token);
        await client.ConversationsRepliesAsync(
            new ConversationsReplies { Channel = "C1", Ts = "1.1", Limit = 50, IncludeAllMetadata = true }, null, token);
        await client.ConversationsHistoryAsync(
            new ConversationsHistory { Channel = "C1", Latest = "1.5", Limit = 9 }, null, token);
        await client.ConversationsInfoAsync("C1", null, token);
        await client.UsersInfoAsync("U1", null, token);
        await client.BotsInfoAsync("B1", null, token);
        await client.UsergroupsListAsync(null, token);
        await client.FilesInfoAsync("F1", null, token);
        await client.ViewsPublishAsync(new ViewsPublish { UserId = "U1", View = Blocks }, token);

        await Expect("chat.update", Json, """{"channel":"C1","ts":"1.2","text":"hello"}""");
        await Expect("chat.update", Json, """{"channel":"C1","ts":"1.2","text":"hell"}""");
        await Expect("chat.postEphemeral", Json, """{"channel":"C1","user":"U1","text":"psst"}""");
        await Expect("conversations.replies", Form, "channel=C1&ts=1.1&limit=50&include_all_metadata=true");
        await Expect("conversations.history", Json, """{"channel":"C1","limit":9,"latest":"1.5"}""");
        await Expect("conversations.info", Form, "channel=C1");
        await Expect("users.info", Form, "user=U1");
        await Expect("bots.info", Form, "bot=B1");
        await Expect("usergroups.list", null, "");
        await Expect("files.info", Form, "file=F1");
        await Expect("views.publish", Json, """{"user_id":"U1","view":[]}""");

        async Task Expect(string method, string? type, string body)
        {
            var request = await slack.Server.NextAsync();
            Assert.That((request.Path, request.Body), Is.EqualTo(($"/api/{method}", body)));
            Assert.That(request.Headers.GetValueOrDefault("Content-Type"), Is.EqualTo(type));
            Assert.That(request.Headers["Authorization"], Is.EqualTo($"Bearer {ScriptedSlack.BotToken}"));
        }
    }

    [Test]
    public async Task A_thread_is_read_with_its_metadata_and_the_way_to_the_next_page(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        slack.Server.Then(HttpAnswers.Json(
            """
            {"ok":true,"has_more":true,"response_metadata":{"next_cursor":"dXNlcjpVMEc5V0ZYTlo="},"messages":[
              {"type":"message","user":"U1","text":"help","ts":"1.1","thread_ts":"1.1","reply_count":1},
              {"type":"message","subtype":"bot_message","bot_id":"B1","text":"ok","ts":"1.2","thread_ts":"1.1",
               "blocks":[{"type":"divider"}],"metadata":{"event_type":"jamie_answer","event_payload":{"question_id":"q1"}}}]}
            """));

        var thread = new ConversationsReplies { Channel = "C1", Ts = "1.1" };
        var page = await slack.Client.ConversationsRepliesAsync(thread, null, token);

        Assert.That((page.HasMore, page.ResponseMetadata?.NextCursor), Is.EqualTo((true, "dXNlcjpVMEc5V0ZYTlo=")));
        (string, string?, string?, string?)[] expected = [("1.1", "U1", null, null), ("1.2", null, "B1", "bot_message")];
        var messages = page.Messages.Select(message => (message.Ts, message.User, message.BotId, message.Subtype));
        Assert.That(messages, Is.EqualTo(expected));
        Assert.That(page.Messages[1].Metadata?.EventPayload!.Value.GetProperty("question_id").GetString(), Is.EqualTo("q1"));
        Assert.That(page.Messages[1].Blocks?.GetArrayLength(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_response_url_gets_the_answer_without_a_token(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        slack.Server.Then(HttpAnswers.Text(200, "text/plain", "ok"));

        var url = new Uri(slack.Server.Url, "/commands/T1/2/secret");
        await slack.Client.RespondAsync(url, new ResponseUrlMessage { Text = "42", ResponseType = "ephemeral" }, token);

        var request = await slack.Server.NextAsync();
        Assert.That(request.Path, Is.EqualTo("/commands/T1/2/secret"));
        Assert.That(request.Body, Is.EqualTo("""{"text":"42","response_type":"ephemeral"}"""));
        Assert.That(request.Headers.Keys, Has.None.EqualTo("Authorization").And.None.EqualTo("traceparent"));
    }

    [Test]
    public async Task Nothing_is_sent_to_an_address_that_is_not_Slacks(CancellationToken token)
    {
        await using var slack = await ScriptedSlack.StartAsync();
        slack.Server.Then(HttpAnswers.Json("""{"ok":true,"url":"wss://attacker.example/link/?ticket=secret"}"""));

        var socket = await Assert.ThrowsAsync<SlackOriginException>(() => slack.Client.AppsConnectionsOpenAsync(token));
        var respond = await Assert.ThrowsAsync<SlackOriginException>(() =>
            slack.Client.RespondAsync(
                new Uri("https://attacker.example/T1/secret"), new ResponseUrlMessage { Text = "42" }, token));

        Assert.That(socket!.Message, Does.Contain("wss://attacker.example").And.Not.Contain("secret"));
        Assert.That(respond!.Message, Does.Contain("https://attacker.example").And.Not.Contain("secret"));
        Assert.That(slack.Server.Count, Is.EqualTo(1));
    }
}
