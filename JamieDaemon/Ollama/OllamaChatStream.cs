using System.Net.Http.Headers;
using System.Text.Json;

namespace JamieDaemon.Ollama;

/// <summary>
/// One <c>/api/chat</c> under way: hands out its lines, keeps the time limits, closes the connection when disposed early.
/// </summary>
internal sealed class OllamaChatStream : IAsyncDisposable
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(1);

    private readonly Uri _server;
    private readonly TimeSpan _idleTimeout;
    private readonly Patience _patience;
    private readonly HttpResponseMessage _response;
    private readonly NdjsonReader<OllamaChatChunk> _lines;
    private bool _anyRead;

    private OllamaChatStream(Uri server, TimeSpan idleTimeout, Patience patience, HttpResponseMessage response, Stream body)
    {
        (_server, _idleTimeout, _patience, _response) = (server, idleTimeout, patience, response);
        _lines = new NdjsonReader<OllamaChatChunk>(body, OllamaJsonContext.Default.OllamaChatChunk);
    }

    /// <summary>Sends the request. Ollama sends its headers with the first token, so this waits for that.</summary>
    public static async Task<OllamaChatStream> OpenAsync(
        HttpClient http, OllamaChatRequest request, OllamaOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var server = http.BaseAddress!;
        var patience = new Patience(server, options.FirstByteTimeout, "Ollama:FirstByteTimeout", time, cancellationToken);
        try
        {
            using var message = new HttpRequestMessage(HttpMethod.Post, "api/chat");
            message.Content = new ByteArrayContent(
                JsonSerializer.SerializeToUtf8Bytes(request, OllamaJsonContext.Default.OllamaChatRequest));
            message.Content.Headers.ContentType = Json;
            var response = await OllamaHttp.SendAsync(http, message, request.Model, patience);
            var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return new OllamaChatStream(server, options.IdleTimeout, patience, response, body);
        }
        catch
        {
            patience.Dispose();
            throw;
        }
    }

    /// <summary>The next line.</summary>
    /// <exception cref="OllamaException">There is none, or it is an error.</exception>
    public async ValueTask<OllamaChatChunk> ReadAsync()
    {
        try
        {
            var next = _lines.ReadAsync(_patience.Token);
            if (_anyRead && !next.IsCompleted)
            {
                _patience.Allow(_idleTimeout, "Ollama:IdleTimeout");
            }

            var chunk = await next ?? throw new OllamaIncompleteException(_server);
            _patience.Pause();
            _anyRead = true;
            return chunk.Error is { } error ? throw OllamaErrorReader.FromLine(error, _server) : chunk;
        }
        catch (OperationCanceledException e)
        {
            throw _patience.Explain(e);
        }
        catch (InvalidDataException e)
        {
            throw new OllamaProtocolException(_server, e.Message, e);
        }
        catch (IOException e)
        {
            throw new OllamaIncompleteException(_server, e);
        }
    }

    /// <summary>Reads the end of the body after the last line, so that the connection can serve the next request.</summary>
    public async ValueTask EndAsync()
    {
        try
        {
            _patience.Allow(EndTimeout, "");
            await _lines.ReadAsync(_patience.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or InvalidDataException)
        {
            // The answer is whole. What follows it can only cost us the connection.
        }
    }

    public async ValueTask DisposeAsync()
    {
        _response.Dispose();
        await _lines.DisposeAsync();
        _patience.Dispose();
    }
}
