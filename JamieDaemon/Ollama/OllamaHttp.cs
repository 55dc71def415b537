using System.Text;
using JamieDaemon.Hosting;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Ollama;

/// <summary>The HTTP below both clients: how the connection is made, and how its failures are told.</summary>
internal static class OllamaHttp
{
    private const int MaxErrorBytes = 16 * 1024;

    /// <summary>
    /// A client for one server, without a time limit of its own: <see cref="Patience"/> keeps the time.
    /// </summary>
    public static HttpClient CreateClient(Uri url, OllamaOptions options, NetworkHandlers network)
    {
        var handler = network.Create();
        handler.PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30);
        // Giving up means closing at once: a drained connection would let the model go on for nobody.
        handler.MaxResponseDrainSize = 0;
        handler.ResponseDrainTimeout = TimeSpan.Zero;
        var client = new HttpClient(handler) { BaseAddress = url, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"{JamieTelemetry.ServiceName}/{JamieTelemetry.ServiceVersion}");
        if (!string.IsNullOrEmpty(options.Authorization))
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", options.Authorization);
        }

        return client;
    }

    /// <summary>
    /// Sends and returns a 2xx response whose body is still to be read; anything else is thrown as what it means.
    /// </summary>
    public static async Task<HttpResponseMessage> SendAsync(
        HttpClient http, HttpRequestMessage request, string model, Patience patience)
    {
        var server = http.BaseAddress!;
        try
        {
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                var body = await ReadStartAsync(response, patience.Token);
                throw OllamaErrorReader.FromResponse(response.StatusCode, body, model, server);
            }
        }
        catch (OperationCanceledException e)
        {
            throw patience.Explain(e);
        }
        catch (HttpRequestException e) when (e is not OllamaException)
        {
            throw OllamaErrorReader.FromFailure(e, server);
        }
        catch (IOException e)
        {
            throw new OllamaIncompleteException(server, e);
        }
    }

    private static async Task<string> ReadStartAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var start = new byte[MaxErrorBytes];
        var length = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken);
        return Encoding.UTF8.GetString(start, 0, length);
    }
}
