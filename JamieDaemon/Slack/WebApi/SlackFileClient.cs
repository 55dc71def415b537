using System.Diagnostics;
using System.Net.Http.Headers;
using JamieDaemon.Hosting;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>Downloads files with the bot token, from nobody but Slack.</summary>
public sealed class SlackFileClient(NetworkHandlers handlers, SlackOrigin origin, SlackOptions options, JobObserver observer, TimeProvider time) : IDisposable
{
    private const int SignInPageBytes = 64 * 1024;

    // Untraced: the platform's span would show the name in the address; ours does not. The handler follows no redirect, so the token goes where it was sent or nowhere.
    private readonly HttpClient _http = new(handlers.CreateUntraced()) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly AuthenticationHeaderValue _bot = new("Bearer", options.BotToken);

    /// <exception cref="SlackFileException">There is no file to be had.</exception>
    public async Task<FileBytes> DownloadAsync(Uri address, FileWish wish, CancellationToken cancellationToken)
    {
        if (!origin.AllowsFile(address))
            throw new SlackFileException(FileProblem.Elsewhere, "its address is not Slack's");
        using var span = Spans.Start("slack.download_file", ActivityKind.Client);
        var start = time.GetTimestamp();
        var status = ExternalStatus.Error;
        try
        {
            var file = await DownloadWithinAsync(address, wish, cancellationToken);
            span?.SetTag("slack.file.bytes", file.Length);
            status = ExternalStatus.Success;
            return file;
        }
        catch (OperationCanceledException)
        {
            status = ExternalStatus.Cancelled;
            throw;
        }
        catch (SlackFileException failure) when (span.Failed(failure))
        {
            throw;
        }
        finally
        {
            observer.Called(ExternalApi.Slack, "file", status, time.GetElapsedTime(start));
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<FileBytes> DownloadWithinAsync(Uri address, FileWish wish, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.CallTimeout, time);
        using var link = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), deadline);
        try
        {
            return await FetchAsync(address, wish, deadline.Token);
        }
        catch (OperationCanceledException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new SlackFileException(FileProblem.Late, $"it did not come within {options.CallTimeout.TotalSeconds:0.#} s", e);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            throw new SlackFileException(FileProblem.Failed, $"the connection failed ({e.GetType().Name})", e);
        }
    }

    private async Task<FileBytes> FetchAsync(Uri address, FileWish wish, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = _bot;
        using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (FileAnswerReader.ProblemOf(response.StatusCode) is { } problem)
            throw new SlackFileException(problem, $"Slack answered HTTP {(int)response.StatusCode}");
        var expected = response.Content.Headers.ContentLength;
        if (wish.Whole && expected > wish.MostBytes)
            throw new SlackFileException(FileProblem.TooLarge, $"it is larger than {wish.MostBytes} bytes");

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var file = await FileBytesReader.ReadAsync(body, wish, expected, cancellationToken);
        var start = file.Head.Span[..Math.Min(file.Head.Length, SignInPageBytes)];
        if (FileAnswerReader.IsSignInPage(response.Content.Headers.ContentType?.MediaType, start, wish.MayBeHtml))
            throw new SlackFileException(FileProblem.Forbidden, "Slack sent its sign-in page (is the scope files:read granted?)");
        return file.EndSeen && file.Length < wish.Size
            ? throw new SlackFileException(FileProblem.Failed, $"it ended after {file.Length} of {wish.Size} bytes")
            : file;
    }
}
