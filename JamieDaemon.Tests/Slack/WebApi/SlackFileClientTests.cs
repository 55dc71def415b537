using System.Diagnostics.Metrics;
using System.IO.Compression;
using System.Net;
using System.Text;
using JamieDaemon.Hosting;
using JamieDaemon.Slack;
using JamieDaemon.Slack.WebApi;
using JamieDaemon.Telemetry;
using JamieDaemon.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Slack.WebApi;

/// <summary>Downloads over real connections.</summary>
[CancelAfter(Limits.Milliseconds)]
public sealed class SlackFileClientTests
{
    private static readonly byte[] Log = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(0, 1000).Select(i => $"line {i:0000}\n")));

    [Test]
    public async Task A_file_is_fetched_with_the_bot_token(CancellationToken token)
    {
        await using var server = await ScriptedHttpServer.StartAsync();
        server.Then(Send(Log));

        var file = await Client().DownloadAsync(server.Url, new FileWish(Log.Length * 2) { Size = Log.Length }, token);

        Assert.That(file.Head.ToArray(), Is.EqualTo(Log));
        Assert.That((file.Tail.Length, file.Skipped, file.EndSeen), Is.EqualTo((0, 0L, true)));
        var request = await server.NextAsync();
        Assert.That((request.Method, request.Headers["Authorization"]), Is.EqualTo(("GET", "Bearer xoxb-1-secret")));
        Assert.That(request.Headers.Keys, Has.None.EqualTo("traceparent"));
    }

    [Test]
    public async Task A_download_is_counted_as_a_call_to_Slack_however_it_ends(CancellationToken token)
    {
        using var readings = new MeterReadings();
        await using var server = await ScriptedHttpServer.StartAsync();
        server.Then(Send(Log));
        server.Then(context =>
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
        using var client = new SlackFileClient(
            Handlers(), new SlackOrigin(new Uri("http://127.0.0.1/api/")), Settings(), Observer(readings.Factory), TimeProvider.System);

        await client.DownloadAsync(server.Url, new FileWish(Log.Length * 2), token);
        await ProblemAsync(client, server.Url, token);

        Assert.That(readings["jamie.external_api.calls.total{provider=slack,status=success}"], Is.EqualTo(1));
        Assert.That(readings["jamie.external_api.calls.total{provider=slack,status=error}"], Is.EqualTo(1));
    }

    [TestCase(64)]
    [TestCase(1000)]
    [TestCase(9_998)]
    [TestCase(10_000)]
    [TestCase(19_998)]
    [TestCase(20_001)]
    public async Task Of_a_long_file_the_beginning_and_the_end_are_kept(int most, CancellationToken token)
    {
        await using var server = await ScriptedHttpServer.StartAsync();
        server.Then(Send(Log, chunked: true));

        var file = await Client().DownloadAsync(server.Url, new FileWish(most), token);

        Assert.That(Log.AsSpan().StartsWith(file.Head.Span), Is.True);
        Assert.That(Log.AsSpan().EndsWith(file.Tail.Span), Is.True);
        Assert.That(file.Length, Is.EqualTo(Log.Length));
        Assert.That(file.Head.Length + file.Tail.Length, Is.EqualTo(Math.Min(most + 1, Log.Length)));
    }

    [Test]
    public async Task A_compressed_file_is_counted_as_it_unfolds(CancellationToken token)
    {
        await using var server = await ScriptedHttpServer.StartAsync();
        server.Then(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Fastest);
            for (var i = 0; i < 1000; i++) await gzip.WriteAsync(Log);
        });

        var file = await Client().DownloadAsync(server.Url, new FileWish(1024), token);

        Assert.That((file.Length, file.Head.Length, file.Tail.Length), Is.EqualTo((Log.Length * 1000L, 512, 513)));
    }

    [Test]
    public async Task No_token_leaves_for_an_address_that_is_not_Slacks(CancellationToken token)
    {
        var client = new SlackFileClient(Handlers(), new SlackOrigin(new Uri("https://slack.com/api/")), Settings(), Observer(new TestMeterFactory()), TimeProvider.System);
        await using var server = await ScriptedHttpServer.StartAsync();
        Assert.That(await ProblemAsync(client, server.Url, token), Is.EqualTo(FileProblem.Elsewhere));
        Assert.That(server.Count, Is.Zero);
    }

    [Test]
    public async Task No_redirect_is_followed_and_no_token_goes_along(CancellationToken token)
    {
        await using var other = await ScriptedHttpServer.StartAsync();
        await using var server = await ScriptedHttpServer.StartAsync();
        server.Then(context =>
        {
            context.Response.Redirect(new Uri(other.Url, "/signin").AbsoluteUri);
            return Task.CompletedTask;
        });

        Assert.That(await ProblemAsync(Client(), server.Url, token), Is.EqualTo(FileProblem.Forbidden));
        Assert.That((server.Count, other.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task As_reported_a_sign_in_page_comes_with_HTTP_200_and_is_no_file(CancellationToken token)
    {
        await using var server = await ScriptedHttpServer.StartAsync();
        server.Then(HttpAnswers.Text(200, "text/html; charset=utf-8", "<!DOCTYPE html><html>…"));
        Assert.That(await ProblemAsync(Client(), server.Url, token), Is.EqualTo(FileProblem.Forbidden));
    }

    [Test]
    public async Task A_saved_page_is_a_file(CancellationToken token)
    {
        await using var server = await ScriptedHttpServer.StartAsync();
        server.Then(HttpAnswers.Text(200, "text/html", "<html>mine</html>"));
        var file = await Client().DownloadAsync(server.Url, new FileWish(1024) { MayBeHtml = true }, token);
        Assert.That(Encoding.UTF8.GetString(file.Head.Span), Is.EqualTo("<html>mine</html>"));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task An_image_that_is_too_large_is_not_kept_in_part(bool chunked, CancellationToken token)
    {
        await using var server = await ScriptedHttpServer.StartAsync();
        server.Then(Send(Log, chunked));
        Assert.That(await ProblemAsync(Client(), server.Url, token, new FileWish(9_999) { Whole = true }), Is.EqualTo(FileProblem.TooLarge));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task An_image_that_is_just_small_enough_is_whole(bool chunked, CancellationToken token)
    {
        await using var server = await ScriptedHttpServer.StartAsync();
        server.Then(Send(Log, chunked));
        var file = await Client().DownloadAsync(server.Url, new FileWish(Log.Length) { Whole = true }, token);
        Assert.That(file.Head.ToArray(), Is.EqualTo(Log));
    }

    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\ncut in the middle", TestName = "A download that is cut in the middle is no file")]
    [TestCase("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\nnot sixteen", TestName = "A download that is cut in a chunk is no file")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nshorter than it is", TestName = "A download with a length that is too small is no file")]
    [TestCase("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nended by hanging up", TestName = "A download that ends too early by hanging up is no file")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 7\r\n\r\nno gzip", TestName = "A download that is not what it says is no file")]
    [TestCase("nonsense\r\n\r\n", TestName = "What is not HTTP is no file")]
    public async Task A_broken_download(string answer)
    {
        await using var server = new RawServer(answer);
        Assert.That(await ProblemAsync(Client(), server.Url, Limits.Token, new FileWish(1024) { Size = 100 }), Is.EqualTo(FileProblem.Failed));
    }

    [Test]
    public async Task A_slow_file_is_given_up_in_time(CancellationToken token)
    {
        var time = new ManualTimeProvider();
        await using var server = await ScriptedHttpServer.StartAsync();
        server.Then(async context =>
        {
            await context.Response.WriteAsync("the first bytes", context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
            await HttpAnswers.Hang(context);
        });

        var download = ProblemAsync(Client(time), server.Url, token);
        await server.NextAsync();
        time.Advance(Settings().CallTimeout);

        Assert.That(await download, Is.EqualTo(FileProblem.Late));
    }

    [Test]
    public async Task A_download_that_is_not_wanted_any_more_is_cancelled_not_late()
    {
        using var stop = new CancellationTokenSource();
        await using var server = await ScriptedHttpServer.StartAsync();
        server.Then(HttpAnswers.Hang);
        var download = Client().DownloadAsync(server.Url, new FileWish(1024), stop.Token);
        await server.NextAsync();
        await stop.CancelAsync();
        await Assert.ThatAsync(() => download, Throws.InstanceOf<OperationCanceledException>());
    }

    private static async Task<FileProblem> ProblemAsync(SlackFileClient client, Uri address, CancellationToken token, FileWish? wish = null)
    {
        var failure = await Assert.ThrowsAsync<SlackFileException>(
            () => client.DownloadAsync(new Uri(address, "/files-pri/T1-F1/secret-name.log"), wish ?? new FileWish(1024), token));
        Assert.That(failure!.Message, Does.Not.Contain("secret"));
        return failure.Problem;
    }

    private static RequestDelegate Send(byte[] bytes, bool chunked = false) => async context =>
    {
        context.Response.ContentType = "text/plain";
        if (!chunked) context.Response.ContentLength = bytes.Length;
        for (var at = 0; at < bytes.Length; at += 3000)
        {
            await context.Response.Body.WriteAsync(bytes.AsMemory(at, Math.Min(3000, bytes.Length - at)), context.RequestAborted);
            await context.Response.Body.FlushAsync(context.RequestAborted);
        }
    };

    private static SlackFileClient Client(TimeProvider? time = null) =>
        new(Handlers(), new SlackOrigin(new Uri("http://127.0.0.1/api/")), Settings(), Observer(new TestMeterFactory()), time ?? TimeProvider.System);

    private static JobObserver Observer(IMeterFactory meters) => new(new JamieMeter(meters), Some.SlowOperations, NullLogger<JobObserver>.Instance);

    private static SlackOptions Settings() => new() { BotToken = "xoxb-1-secret" };

    private static NetworkHandlers Handlers() => new(Options.Create(new NetworkOptions()), new WebProxy());
}
