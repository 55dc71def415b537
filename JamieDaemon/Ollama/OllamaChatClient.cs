using System.Runtime.CompilerServices;
using JamieDaemon.Ollama.Progress;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Ollama;

/// <summary>
/// A model on an Ollama server, over its native <c>POST /api/chat</c>: always streamed, because only an open stream can be
/// cancelled, watched for silence and shown as it grows.
/// </summary>
public sealed partial class OllamaChatClient(
    HttpClient http, OllamaModels models, IOptions<OllamaOptions> options, TimeProvider time, ILogger<OllamaChatClient> logger) : IChatClient
{
    private readonly OllamaOptions _options = options.Value;
    private readonly ChatClientMetadata _metadata = new("ollama", http.BaseAddress, options.Value.Model);

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).WithoutProgress().ToChatResponseAsync(cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="OllamaException">Ollama gave no answer, or only a part of one.</exception>
    /// <exception cref="OllamaTimeoutException">Ollama was silent for too long.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = OllamaRequestBuilder.Build(messages, options, _options);
        var promptLength = LengthOf(request.Messages);
        Log.RequestStarted(logger, request.Model, request.Messages.Count, promptLength);
        var start = time.GetTimestamp();
        await using var stream = await OllamaChatStream.OpenAsync(http, request, _options, time, cancellationToken);
        var updates = new OllamaUpdateReader(request.Model, http.BaseAddress!, models.MayThink(request.Model));
        // Asking is over, and the first words may be held back for a while: who was told to wait should know.
        var owesWord = time.GetElapsedTime(start) >= Lateness.Noticed;
        var length = 0;
        OllamaChatChunk chunk;
        do
        {
            chunk = await stream.ReadAsync();
            if (updates.Read(chunk) is { } update)
            {
                length += update.Text.Length;
                yield return update;
            }
            else if (owesWord)
            {
                yield return new ModelProgress(ModelPhase.Writing).ToUpdate();
            }

            owesWord = false;
        }
        while (!chunk.Done);

        await stream.EndAsync();
        Log.ResponseReceived(logger, request.Model, length, chunk.PromptEvalCount, chunk.EvalCount);
        // Ollama cuts a long prompt without a word; the count is the only trace (https://github.com/ollama/ollama/issues/17889).
        if (chunk.PromptEvalCount >= _options.NumCtx * 95L / 100)
        {
            Log.WindowFull(logger, request.Model, chunk.PromptEvalCount, _options.NumCtx);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is not null ? null
        : serviceType == typeof(ChatClientMetadata) ? _metadata
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    /// <summary>Nothing to release: the HTTP client belongs to the container.</summary>
    public void Dispose()
    {
    }

    private static int LengthOf(IReadOnlyList<OllamaMessage> messages)
    {
        var length = 0;
        foreach (var message in messages) length += message.Content?.Length ?? 0;
        return length;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, EventName = "ollama.request_started",
            Message = "Asking {Model} with {Count} messages of {PromptLength} characters")]
        public static partial void RequestStarted(ILogger logger, string model, int count, int promptLength);

        [LoggerMessage(Level = LogLevel.Debug, EventName = "ollama.response_received",
            Message = "{Model} answered with {ResponseLength} characters: {PromptTokens} tokens read, {AnswerTokens} written")]
        public static partial void ResponseReceived(ILogger logger, string model, int responseLength, long promptTokens, long answerTokens);

        [LoggerMessage(Level = LogLevel.Warning, EventName = "ollama.window_full",
            Message = "{Model} read {PromptTokens} tokens of a window of {NumCtx}: the oldest messages were probably cut. "
                + "Raise Ollama:NumCtx or give less context")]
        public static partial void WindowFull(ILogger logger, string model, long promptTokens, int numCtx);
    }
}
