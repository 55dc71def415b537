using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using JamieDaemon.Hosting;

namespace JamieDaemon.Slack.WebApi;

/// <summary>One HTTP request and its answer; a failure is a <see cref="SlackReply{T}"/>, only cancellation is thrown.</summary>
internal sealed class SlackExchange : IDisposable
{
    // A page of 1,000 messages with blocks is some megabytes; beyond this it is not Slack.
    private const int LargestAnswer = 32 * 1024 * 1024;

    private readonly HttpClient _api;

    // A response_url is a secret, and a span shows its path.
    private readonly HttpClient _secretUrls;
    private readonly SlackClock _clock;
    private readonly TimeProvider _time;
    private readonly TimeSpan _timeout;
    private readonly AuthenticationHeaderValue _bot;
    private readonly AuthenticationHeaderValue _app;
    private readonly Dictionary<SlackMethod, Uri> _addresses;

    public SlackExchange(NetworkHandlers handlers, SlackOptions options, SlackClock clock, TimeProvider time)
    {
        // Its spans are recorded, but their ids are nobody's business there.
        var handler = handlers.Create();
        handler.ActivityHeadersPropagator = DistributedContextPropagator.CreateNoOutputPropagator();
        _api = Client(handler);
        _secretUrls = Client(handlers.CreateUntraced());
        (_clock, _time) = (clock, time);
        _timeout = options.CallTimeout;
        _bot = new AuthenticationHeaderValue("Bearer", options.BotToken);
        _app = new AuthenticationHeaderValue("Bearer", options.AppToken);
        var root = options.ApiUrl.AbsoluteUri.TrimEnd('/');
        _addresses = SlackMethod.All.ToDictionary(method => method, method => new Uri($"{root}/{method.Name}"));
    }

    public async Task<SlackReply<T>> SendAsync<T>(SlackCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : SlackResponse
    {
        // The request is not disposed: that would only dispose the body, which holds nothing.
        var body = call.Body is { } bytes ? new SlackBody(bytes, call.Method.TakesJson) : null;
        var request = new HttpRequestMessage(HttpMethod.Post, call.Target ?? _addresses[call.Method]) { Content = body };
        request.Headers.Authorization = Authorization(call.Method.Token);

        using var deadline = new CancellationTokenSource(_timeout, _time);
        using var link = cancellationToken.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), deadline);
        try
        {
            using var response = await (call.Target is null ? _api : _secretUrls).SendAsync(request, deadline.Token);
            _clock.Read(response.Headers.Date);
            return await ReadAsync(call.Method, response, type);
        }
        catch (OperationCanceledException e)
        {
            cancellationToken.ThrowIfCancellationRequested();
            // The handler's own connect time-out comes as a cancellation that nobody asked for.
            var late = deadline.IsCancellationRequested ? $"no answer within {_timeout.TotalSeconds:0.#} s" : "no connection in time";
            return Broken<T>(body, late, e);
        }
        catch (HttpRequestException e)
        {
            return Broken<T>(body, $"the connection failed ({e.HttpRequestError})", e);
        }
    }

    public void Dispose()
    {
        _api.Dispose();
        _secretUrls.Dispose();
    }

    private async Task<SlackReply<T>> ReadAsync<T>(SlackMethod method, HttpResponseMessage response, JsonTypeInfo<T> type)
        where T : SlackResponse
    {
        var status = response.StatusCode;
        if (status == HttpStatusCode.TooManyRequests || status >= HttpStatusCode.InternalServerError)
            return Reply<T>(response, null, $"HTTP {(int)status}", null);
        try
        {
            var answer = await ParseAsync(method, response.Content, type);
            return Reply(response, answer, answer?.Error ?? Foreign(status), null);
        }
        catch (JsonException e)
        {
            return Reply<T>(response, null, Foreign(status), e);
        }
    }

    // The content is buffered already: nothing here waits for the network.
    private static async Task<T?> ParseAsync<T>(SlackMethod method, HttpContent content, JsonTypeInfo<T> type)
        where T : SlackResponse
    {
        if (method == SlackMethod.ResponseUrl)
            return ResponseUrlReader.Read(await content.ReadAsByteArrayAsync(CancellationToken.None)) as T;
        await using var stream = await content.ReadAsStreamAsync(CancellationToken.None);
        return await JsonSerializer.DeserializeAsync(stream, type, CancellationToken.None);
    }

    private SlackReply<T> Reply<T>(HttpResponseMessage response, T? answer, string reason, Exception? cause)
        where T : SlackResponse =>
        new(CallEndingReader.Read(response.StatusCode, answer))
        {
            Response = answer,
            RetryAfter = RetryAfterReader.Read(response.Headers.RetryAfter, _time.GetUtcNow()),
            Reason = reason,
            Cause = cause,
        };

    private static SlackReply<T> Broken<T>(SlackBody? body, string reason, Exception cause)
        where T : SlackResponse =>
        new(body is { HasLeft: true } ? CallEnding.Unknown : CallEnding.NotDone) { Reason = reason, Cause = cause };

    private static string Foreign(HttpStatusCode status) => $"HTTP {(int)status} with an answer that is not Slack's";

    private AuthenticationHeaderValue? Authorization(SlackToken token) => token switch
    {
        SlackToken.Bot => _bot,
        SlackToken.App => _app,
        _ => null,
    };

    // The time-out is ours, measured by the TimeProvider.
    private static HttpClient Client(HttpMessageHandler handler) =>
        new(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer };
}
