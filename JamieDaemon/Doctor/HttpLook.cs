namespace JamieDaemon.Doctor;

/// <summary>Sends one request, once, and throws nothing.</summary>
internal sealed class HttpLook(HttpClient http, TimeProvider time)
{
    /// <summary>Less than what a checkup may take.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    /// <summary>A list of models with their details; nobody is read on for ever.</summary>
    private const int LargestAnswer = 4 * 1024 * 1024;

    public static HttpClient Client(HttpMessageHandler handler) =>
        new(handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer };

    public async Task<HttpAnswer> SendAsync(HttpRequestMessage request)
    {
        using var end = new CancellationTokenSource(Limit, time);
        var (began, sent) = (time.GetTimestamp(), time.GetUtcNow());
        try
        {
            using var response = await http.SendAsync(request, end.Token);
            var took = time.GetElapsedTime(began);
            return new HttpAnswer
            {
                Status = (int)response.StatusCode,
                Body = await response.Content.ReadAsByteArrayAsync(end.Token),
                Took = took,
                Scopes = response.Headers.TryGetValues("x-oauth-scopes", out var scopes) ? string.Join(',', scopes) : null,
                // Written when about half of the time was over, and cut down to the second.
                Ahead = response.Headers.Date is { } date ? sent + (took / 2) - date - TimeSpan.FromSeconds(0.5) : null,
            };
        }
        catch (OperationCanceledException)
        {
            return Failed(HttpTroubleKind.Late, $"no answer within {Limit.TotalSeconds:0.#} s");
        }
        catch (HttpRequestException failure)
        {
            return Failed(KindOf(failure.HttpRequestError), (failure.InnerException ?? failure).Message);
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException or NotSupportedException)
        {
            return Failed(HttpTroubleKind.Other, failure.Message);
        }
    }

    private static HttpAnswer Failed(HttpTroubleKind kind, string words) => new() { Trouble = new HttpTrouble(kind, words) };

    private static HttpTroubleKind KindOf(HttpRequestError error) => error switch
    {
        HttpRequestError.NameResolutionError => HttpTroubleKind.Name,
        HttpRequestError.ConnectionError => HttpTroubleKind.Connection,
        HttpRequestError.SecureConnectionError => HttpTroubleKind.Encryption,
        HttpRequestError.ProxyTunnelError => HttpTroubleKind.Proxy,
        _ => HttpTroubleKind.Other,
    };
}
