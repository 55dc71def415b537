using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Ollama;

/// <summary>The calls about models rather than to them, each failing like <see cref="OllamaChatClient"/> does.</summary>
public sealed class OllamaServerClient(HttpClient http, IOptions<OllamaOptions> options, JobObserver observer, TimeProvider time)
{
    // These answer at once on a healthy server, however busy its models are.
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly OllamaOptions _options = options.Value;

    /// <summary>The server's address.</summary>
    public Uri Address => http.BaseAddress!;

    /// <summary><c>GET /api/tags</c>: the names of the installed models.</summary>
    public async Task<IReadOnlyList<string>> GetModelNamesAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/tags");
        var list = await ReadAsync(request, OllamaJsonContext.Default.OllamaModelList, AnswerTimeout, cancellationToken);
        return [.. (list.Models ?? []).Select(model => model.Name).OfType<string>()];
    }

    /// <summary><c>GET /api/ps</c>: the models in memory; some versions count those that are being loaded.</summary>
    public async Task<IReadOnlyList<OllamaRunningModel>> GetRunningModelsAsync(CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/ps");
        var list = await ReadAsync(request, OllamaJsonContext.Default.OllamaRunningList, AnswerTimeout, cancellationToken);
        return list.Models ?? [];
    }

    /// <summary><c>POST /api/show</c>: what the model can do.</summary>
    public async Task<OllamaModelDetails> GetModelDetailsAsync(string model, CancellationToken cancellationToken)
    {
        using var request = Post("api/show", new OllamaShowRequest(model), OllamaJsonContext.Default.OllamaShowRequest);
        return await ReadAsync(request, OllamaJsonContext.Default.OllamaModelDetails, AnswerTimeout, cancellationToken);
    }

    /// <summary><c>POST /api/chat</c> without messages: loads the configured model, which may take minutes.</summary>
    public async Task LoadModelAsync(CancellationToken cancellationToken)
    {
        var load = OllamaRequestBuilder.BuildLoad(_options);
        using var request = Post("api/chat", load, OllamaJsonContext.Default.OllamaChatRequest);
        await ReadAsync(request, OllamaJsonContext.Default.OllamaChatChunk, _options.FirstByteTimeout, cancellationToken);
    }

    private static HttpRequestMessage Post<T>(string path, T body, JsonTypeInfo<T> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = Json;
        return new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
    }

    private async Task<T> ReadAsync<T>(
        HttpRequestMessage request, JsonTypeInfo<T> type, TimeSpan limit, CancellationToken cancellationToken)
    {
        var setting = limit == AnswerTimeout ? "Jamie for this call" : "Ollama:FirstByteTimeout";
        using var patience = new Patience(Address, limit, setting, time, cancellationToken);
        var start = time.GetTimestamp();
        var outcome = OllamaOutcome.Success;
        try
        {
            return await ReadAsync(request, type, patience);
        }
        catch (Exception e)
        {
            outcome = OllamaOutcome.Of(e);
            throw;
        }
        finally
        {
            observer.Called(ExternalApi.Ollama, request.RequestUri!.OriginalString, outcome.AsExternal(), time.GetElapsedTime(start));
        }
    }

    private async Task<T> ReadAsync<T>(HttpRequestMessage request, JsonTypeInfo<T> type, Patience patience)
    {
        using var response = await OllamaHttp.SendAsync(http, request, _options.Model, patience);
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(patience.Token);
            return await JsonSerializer.DeserializeAsync(body, type, patience.Token)
                ?? throw new OllamaProtocolException(Address, "it answers null.");
        }
        catch (JsonException e)
        {
            throw new OllamaProtocolException(Address, $"{request.RequestUri} does not answer with JSON.", e);
        }
        catch (OperationCanceledException e)
        {
            throw patience.Explain(e);
        }
        catch (IOException e)
        {
            throw new OllamaIncompleteException(Address, e);
        }
    }
}
