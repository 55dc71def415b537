using System.Net.Http.Headers;
using System.Text.Json;
using JamieDaemon.Ollama;

namespace JamieDaemon.Doctor;

/// <summary>What one Ollama says to three calls, made at once. None of them loads a model.</summary>
internal sealed class OllamaLook
{
    private readonly HttpLook _http;
    private readonly string? _authorization;

    /// <param name="http">The way out.</param>
    /// <param name="address">Where it listens, with a slash at the end.</param>
    /// <param name="model">The model that answers.</param>
    /// <param name="authorization">The whole header; <see langword="null"/>: none.</param>
    public OllamaLook(HttpLook http, Uri address, string model, string? authorization)
    {
        (_http, Address, Model, _authorization) = (http, address, model, authorization);
        Tags = SendAsync(HttpMethod.Get, "api/tags");
        Show = SendAsync(HttpMethod.Post, "api/show", JsonSerializer.SerializeToUtf8Bytes(new OllamaShowRequest(model), OllamaJsonContext.Default.OllamaShowRequest));
        Running = SendAsync(HttpMethod.Get, "api/ps");
    }

    public Uri Address { get; }

    public string Model { get; }

    /// <summary>The models on its disk.</summary>
    public Task<HttpAnswer> Tags { get; }

    /// <summary>What the model can do.</summary>
    public Task<HttpAnswer> Show { get; }

    /// <summary>The models in its memory.</summary>
    public Task<HttpAnswer> Running { get; }

    /// <summary>Whether it lists its models, as Ollama does.</summary>
    public async Task<bool> AnswersAsync() => (await Tags) is { Status: 200 } tags && tags.Read(OllamaJsonContext.Default.OllamaModelList) is not null;

    private Task<HttpAnswer> SendAsync(HttpMethod method, string path, byte[]? body = null)
    {
        var request = new HttpRequestMessage(method, new Uri(Address, path));
        if (body is not null) request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        if (_authorization is { Length: > 0 }) request.Headers.TryAddWithoutValidation("Authorization", _authorization);
        return _http.SendAsync(request);
    }
}
