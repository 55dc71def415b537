using JamieDaemon.Answering;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Context;
using JamieDaemon.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace JamieDaemon.Tests.Slack.Context;

[CancelAfter(Limits.Milliseconds)]
public sealed class ConversationFilesTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    [Test]
    public async Task A_slow_file_costs_neither_the_conversation_nor_the_other_files(CancellationToken token)
    {
        await using var history = await HistoryUnderTest.StartAsync();
        history.InChannel("""{"ts":"1.0","user":"UADA1","text":"it is down"}""");
        history.Answers.On("/files/slow.log", HttpAnswers.Hang).On("/files/quick.log", HttpAnswers.Text(200, "text/plain", "boom"));

        var reading = history.ReadAsync(With(history, "slow.log", "quick.log"));
        // All calls have come, and all but the slow one have gone: what is left are its deadline and the patience.
        await Eventually.HoldsAsync(() =>
            history.Answers.CountOf("/files/quick.log") + history.Answers.CountOf("/files/slow.log") == 2
            && history.Answers.CountOf("/api/users.info") == 2 && history.Time.TimerCount == 2);
        history.Time.Advance(new SlackOptions().ContextPatience);

        var context = await reading;
        Assert.That(context.Messages.Select(message => message.Author), Is.EqualTo(["Ada"]));
        Assert.That(context.Files, Is.EqualTo([new ContextFile("quick.log", "boom")]));
        Assert.That(context.LeftOut, Is.EqualTo([new Omission(OmissionReason.FileLate, "slow.log")]));
    }

    [Test]
    public async Task The_questions_files_and_the_newest_of_the_conversation_are_read(CancellationToken token)
    {
        await using var history = await HistoryUnderTest.StartAsync();
        history.InChannel($$"""{"ts":"1.0","user":"UADA1","text":"","files":[{{Hosted(history, "FOLD", "old.log")}}]}""");
        history.Answers.On("/files/app.log", HttpAnswers.Text(200, "text/plain", "boom")).On("/files/old.log", HttpAnswers.Text(200, "text/plain", "bang"));

        var context = await history.ReadAsync(With(history, "app.log"));

        Assert.That(context.Files, Is.EqualTo([new ContextFile("app.log", "boom")]));
        Assert.That(context.Messages.Single().Files, Is.EqualTo([new ContextFile("old.log", "bang")]));
        Assert.That(context.LeftOut, Is.Empty);
    }

    [Test]
    public async Task No_more_files_are_read_than_a_question_may_cost(CancellationToken token)
    {
        await using var history = await HistoryUnderTest.StartAsync();
        var files = string.Join(',', Enumerable.Range(0, 12).Select(i => Hosted(history, $"F{i}", "a.log")));
        history.InChannel($$"""{"ts":"1.0","user":"UADA1","text":"","files":[{{files}}]}""");
        history.Answers.On("/files/a.log", HttpAnswers.Text(200, "text/plain", "x"));

        var context = await history.ReadAsync(With(history, "a.log"));

        Assert.That(history.Answers.CountOf("/files/a.log"), Is.EqualTo(SlackConversationHistory.MostFiles));
        Assert.That(context.LeftOut, Is.EqualTo([new Omission(OmissionReason.MoreFiles, Count: 5)]));
    }

    [Test]
    public async Task As_documented_for_Slack_Connect_a_file_that_is_only_an_id_is_asked_for(CancellationToken token)
    {
        await using var history = await HistoryUnderTest.StartAsync();
        history.InChannel();
        history.Answers.On("/api/files.info", $$"""{"ok":true,"file":{{Hosted(history, "F1", "found.log")}}}""").On("/files/found.log", HttpAnswers.Text(200, "text/plain", "boom"));

        var context = await history.ReadAsync(Some.Question() with { Files = [new QuestionFile("F1", "F1", null, null, null)] });

        Assert.That(context.Files, Is.EqualTo([new ContextFile("found.log", "boom")]));
    }

    [TestCase("""{"id":"F1","name":"m","mode":"email","filetype":"email","plain_text":"Dear all"}""", "Dear all", null)]
    [TestCase("""{"id":"F1","name":"m","mode":"external","is_external":true,"url_private":"https://drive.example/x"}""", null, OmissionReason.FileElsewhere)]
    [TestCase("""{"id":"F1","name":"m","mode":"hosted","mimetype":"text/plain","url_private":"https://attacker.example/x"}""", null, OmissionReason.FileElsewhere)]
    [TestCase("""{"id":"F1","name":"m","mode":"tombstone"}""", null, OmissionReason.FileGone)]
    [TestCase("""{"id":"F1","name":"m","mode":"hosted","mimetype":"application/zip","url_private":"https://files.slack.com/x"}""", null, OmissionReason.FileUnreadable)]
    [TestCase("""{"id":"F1","name":"m","mode":"hosted","mimetype":"image/png","url_private":"https://files.slack.com/x"}""", null, OmissionReason.ImageUnseen)]
    [TestCase("""{"id":"F1","name":"m","file_access":"access_denied"}""", null, OmissionReason.FileForbidden)]
    public async Task What_kind_of_file_it_is_decides_what_becomes_of_it(string file, string? text, OmissionReason? reason, CancellationToken token)
    {
        await using var history = await HistoryUnderTest.StartAsync();
        history.InChannel($$"""{"ts":"1.0","user":"UADA1","text":"look","files":[{{file}}]}""");

        var context = await history.ReadAsync();

        Assert.That(context.Messages.Single().Files.Select(read => read.Text), Is.EqualTo(text is null ? [] : new[] { text }));
        Assert.That(context.LeftOut, Is.EqualTo(reason is { } why ? [new Omission(why, "m")] : Array.Empty<Omission>()));
    }

    [TestCase("file_not_found", OmissionReason.FileGone)]
    [TestCase("missing_scope", OmissionReason.FileForbidden)]
    public async Task A_file_that_Slack_keeps_back_is_left_out_with_its_reason(string error, OmissionReason reason, CancellationToken token)
    {
        await using var history = await HistoryUnderTest.StartAsync();
        history.InChannel();
        history.Answers.On("/api/files.info", HttpAnswers.Error(error));
        var context = await history.ReadAsync(Some.Question() with { Files = [new QuestionFile("F1", "a.log", null, null, null)] });
        Assert.That(context.LeftOut, Is.EqualTo([new Omission(reason, "a.log")]));
    }

    [Test]
    public async Task A_canvas_is_read_as_the_page_that_it_is_and_a_sign_in_page_is_not(CancellationToken token)
    {
        await using var history = await HistoryUnderTest.StartAsync();
        history.InChannel($$"""
            {"ts":"1.0","user":"UADA1","text":"the runbook","files":[
              {"id":"F1","title":"Runbook","mode":"quip","filetype":"quip","mimetype":"application/vnd.slack-docs","size":9,"url_private":"{{history.File("canvas")}}"},
              {"id":"F2","title":"Other","mode":"quip","filetype":"quip","mimetype":"application/vnd.slack-docs","url_private":"{{history.File("signin")}}"}]}
            """);
        history.Answers
            .On("/files/canvas", HttpAnswers.Text(200, "text/html", "<h1>Restart</h1><p>Drain &amp; restart</p>"))
            .On("/files/signin", HttpAnswers.Text(200, "text/html", "<!DOCTYPE html><html><form id=\"signin_form\"></form></html>"));

        var context = await history.ReadAsync();

        Assert.That(context.Messages.Single().Files, Is.EqualTo([new ContextFile("Runbook", "Restart\nDrain & restart")]));
        Assert.That(context.LeftOut, Is.EqualTo([new Omission(OmissionReason.FileForbidden, "Other")]));
    }

    [Test]
    public async Task A_long_log_keeps_its_beginning_and_its_end(CancellationToken token)
    {
        await using var history = await HistoryUnderTest.StartAsync(new SlackOptions { BotToken = ScriptedSlack.BotToken, FileBytes = 1024 });
        history.InChannel();
        history.Answers.On("/files/app.log", HttpAnswers.Text(200, "text/plain", $"BEGIN{new string('x', 5000)}END"));

        var context = await history.ReadAsync(With(history, "app.log"));

        Assert.That(context.Files.Single().Text, Does.StartWith("BEGIN").And.Contain(FileText.Cut).And.EndWith("END"));
        Assert.That(context.LeftOut, Is.EqualTo([new Omission(OmissionReason.MiddleOfFile, "app.log")]));
    }

    [Test]
    public async Task A_model_that_sees_gets_the_image_and_of_a_large_one_Slacks_smaller_picture(CancellationToken token)
    {
        await using var history = await HistoryUnderTest.StartAsync(new SlackOptions { BotToken = ScriptedSlack.BotToken, ImageBytes = 1024 });
        history.InChannel($$"""
            {"ts":"1.0","user":"UADA1","text":"","files":[
              {"id":"F1","name":"small.png","mode":"hosted","mimetype":"image/png","size":11,"url_private":"{{history.File("small.png")}}"},
              {"id":"F2","name":"large.png","mode":"hosted","mimetype":"image/png","size":999999,"url_private":"{{history.File("never.png")}}","thumb_1024":"{{history.File("thumb.png")}}"},
              {"id":"F3","name":"huge.png","mode":"hosted","mimetype":"image/png","size":999999,"url_private":"{{history.File("never.png")}}"},
              {"id":"F4","name":"fake.png","mode":"hosted","mimetype":"image/png","size":4,"url_private":"{{history.File("fake.png")}}"}]}
            """);
        history.Answers.On("/files/small.png", SendPng).On("/files/thumb.png", SendPng).On("/files/fake.png", HttpAnswers.Text(200, "image/png", "text"))
            .On("/api/files.info", $$$"""{"ok":true,"file":{"id":"F3","name":"huge.png","mode":"hosted","mimetype":"image/png","size":999999,"url_private":"{{{history.File("never.png")}}}"}}""");

        var context = await history.ReadAsync(canSee: true);

        var images = context.Messages.Single().Files;
        Assert.That(images.Select(file => (file.Name, file.Image?.MediaType, file.Image?.Data.Length)), Is.EqualTo(new[]
        {
            ("small.png", "image/png", (int?)Png.Length), ("large.png", "image/png", Png.Length),
        }));
        Assert.That(context.LeftOut, Is.EquivalentTo(
            new[] { new Omission(OmissionReason.FileTooLarge, "huge.png"), new Omission(OmissionReason.FileUnreadable, "fake.png") }));
        Assert.That(history.Answers.CountOf("/files/never.png"), Is.Zero);

        static Task SendPng(HttpContext context)
        {
            context.Response.ContentType = "image/png";
            return context.Response.Body.WriteAsync(Png, context.RequestAborted).AsTask();
        }
    }

    private static Question With(HistoryUnderTest history, params string[] names) => Some.Question() with
    {
        Files = [.. names.Select(name => new QuestionFile($"FQ{name}", name, "text/plain", null, history.File(name)))],
    };

    private static string Hosted(HistoryUnderTest history, string id, string name) =>
        $$"""{"id":"{{id}}","name":"{{name}}","mode":"hosted","mimetype":"text/plain","url_private":"{{history.File(name)}}"}""";
}
