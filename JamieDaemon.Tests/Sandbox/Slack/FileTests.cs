using System.Net;
using System.Net.Http.Headers;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Sandbox.Slack.Files;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Slack;

public sealed class FileTests
{
    private static readonly byte[] Pixel =
        Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Test]
    public async Task A_shared_file_is_told_as_a_message_of_its_own_kind()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        var ts = app.Slack.Files.Share("#incidents", "oncall", "look", FileUpload.Text("app.log", "OOMKilled"));
        var envelope = await socket.ReceiveAsync();
        var shared = envelope["payload"]!["event"]!;
        Assert.That((string?)shared["subtype"], Is.EqualTo("file_share"));
        Assert.That((string?)shared["ts"], Is.EqualTo(ts));
        Assert.That((string?)shared["text"], Is.EqualTo("look"));
        var file = shared["files"]![0]!;
        Assert.That((string?)file["name"], Is.EqualTo("app.log"));
        Assert.That((string?)file["mimetype"], Is.EqualTo("text/plain"));
        Assert.That((int)file["size"]!, Is.EqualTo(9));
        var missing = VectorShape.MissingFrom(envelope["payload"]!, "body-message_file_share-event_payload")
            .Where(path => !path.Contains("/thumb_", StringComparison.Ordinal) && !path.Contains("/original_", StringComparison.Ordinal));
        Assert.That(missing, Is.EqualTo(new[] { "/event/files/0/permalink_public" }));
    }

    [Test]
    public async Task A_file_may_come_without_a_word()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        app.Slack.Files.Share("#incidents", "oncall", "", FileUpload.Png("graph.png", Pixel), FileUpload.Text("b.log", "b"));
        var shared = (await socket.ReceiveAsync())["payload"]!["event"]!;
        Assert.That((string?)shared["text"], Is.Empty);
        Assert.That(shared["blocks"], Is.Null);
        Assert.That(shared["files"]!.AsArray(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_file_shared_with_a_mention_is_a_mention_with_files()
    {
        await using var app = await RawSlackApp.StartAsync();
        using var socket = await app.ConnectAsync();
        app.Slack.Files.Share("#incidents", "oncall", $"<@{app.Slack.Team.BotUserId}> why?", FileUpload.Text("app.log", "OOMKilled"));
        var mention = (await socket.ReceiveAsync())["payload"]!["event"]!;
        Assert.That((string?)mention["type"], Is.EqualTo("app_mention"));
        Assert.That(mention["subtype"], Is.Null);
        Assert.That(mention["files"]!.AsArray(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_content_is_for_who_brings_the_token()
    {
        await using var app = await RawSlackApp.StartAsync();
        var file = Share(app, FileUpload.Png("graph.png", Pixel));
        using var response = await GetAsync(app, file.UrlPrivateDownload, RawSlackApp.BotToken);
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("image/png"));
        Assert.That(await response.Content.ReadAsByteArrayAsync(app.Patience), Is.EqualTo(Pixel));
        Assert.That(app.Slack.Files.DownloadsOf(file.Id), Is.EqualTo(1));
    }

    [TestCase(null, true)]
    [TestCase("xoxb-somebody-else", true)]
    [TestCase(RawSlackApp.BotToken, false)]
    public async Task Everybody_else_is_sent_to_a_page_to_sign_in(string? token, bool hasScope)
    {
        var scopes = new HashSet<string> { hasScope ? "files:read" : "chat:write" };
        await using var app = await RawSlackApp.StartAsync(new() { BotScopes = scopes });
        var file = Share(app, FileUpload.Text("app.log", "OOMKilled"));
        using var redirect = await GetAsync(app, file.UrlPrivate, token, follow: false);
        Assert.That(redirect.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        using var page = await GetAsync(app, file.UrlPrivate, token);
        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/html"));
        Assert.That(await page.Content.ReadAsStringAsync(app.Patience), Does.StartWith("<!DOCTYPE html>").And.Not.Contain("OOMKilled"));
        Assert.That(app.Slack.Files.DownloadsOf(file.Id), Is.Zero);
    }

    [Test]
    public async Task A_snippet_shows_its_beginning_and_its_info_the_whole()
    {
        await using var app = await RawSlackApp.StartAsync();
        var text = string.Join('\n', Enumerable.Repeat("OOMKilled", 100));
        var file = Share(app, FileUpload.Snippet("snippet.txt", text));
        var info = await app.GetAsync("files.info", $"file={file.Id}");
        Assert.That((string?)info["file"]!["mode"], Is.EqualTo("snippet"));
        Assert.That((int)info["file"]!["lines"]!, Is.EqualTo(100));
        Assert.That(text, Does.StartWith((string)info["file"]!["preview"]!));
        Assert.That((bool)info["file"]!["preview_is_truncated"]!, Is.True);
        Assert.That((string?)info["content"], Is.EqualTo(text));
    }

    [Test]
    public async Task A_post_is_a_file_too()
    {
        await using var app = await RawSlackApp.StartAsync();
        var file = Share(app, FileUpload.Post("Runbook", "restart it"));
        var info = await app.GetAsync("files.info", $"file={file.Id}");
        Assert.That((string?)info["file"]!["mode"], Is.EqualTo("post"));
        using var response = await GetAsync(app, file.UrlPrivate, RawSlackApp.BotToken);
        Assert.That(await response.Content.ReadAsStringAsync(app.Patience), Is.EqualTo("restart it"));
    }

    [Test]
    public async Task A_deleted_file_is_gone_and_its_message_stays()
    {
        await using var app = await RawSlackApp.StartAsync();
        var file = Share(app, FileUpload.Text("app.log", "OOMKilled"));
        app.Slack.Files.Delete(file.Id);
        Assert.That((string?)(await app.GetAsync("files.info", $"file={file.Id}"))["error"], Is.EqualTo("file_deleted"));
        Assert.That((string?)(await app.GetAsync("files.info", "file=F404"))["error"], Is.EqualTo("file_not_found"));
        using var response = await GetAsync(app, file.UrlPrivate, RawSlackApp.BotToken);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(app.Slack.Messages.In(app.Incidents), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_download_can_fail()
    {
        await using var app = await RawSlackApp.StartAsync();
        var file = Share(app, FileUpload.Text("app.log", "OOMKilled"));
        app.Slack.Faults.Next("files-pri", ScriptedAnswer.Http(503));
        app.Slack.Faults.Next("files-pri", ScriptedAnswer.CutConnection(takesEffect: false));
        using var unavailable = await GetAsync(app, file.UrlPrivate, RawSlackApp.BotToken);
        Assert.That((int)unavailable.StatusCode, Is.EqualTo(503));
        await Assert.ThatAsync(() => GetAsync(app, file.UrlPrivate, RawSlackApp.BotToken), Throws.InstanceOf<HttpRequestException>());
        using var whole = await GetAsync(app, file.UrlPrivate, RawSlackApp.BotToken);
        Assert.That(await whole.Content.ReadAsStringAsync(app.Patience), Is.EqualTo("OOMKilled"));
    }

    [Test]
    public async Task History_has_the_files()
    {
        await using var app = await RawSlackApp.StartAsync();
        var file = Share(app, FileUpload.Text("app.log", "OOMKilled"));
        var history = await app.CallAsync("conversations.history", new { channel = app.Incidents });
        Assert.That((string?)history["messages"]![0]!["files"]![0]!["id"], Is.EqualTo(file.Id));
    }

    private static SlackFile Share(RawSlackApp app, FileUpload upload)
    {
        var ts = app.Slack.Files.Share("#incidents", "oncall", "look", upload);
        return app.Slack.Messages.Find(app.Incidents, ts)!.Files.Single();
    }

    private static async Task<HttpResponseMessage> GetAsync(RawSlackApp app, string url, string? token, bool follow = true)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = follow });
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await http.SendAsync(request, app.Patience);
    }
}
