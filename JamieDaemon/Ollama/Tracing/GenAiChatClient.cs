using System.Diagnostics;
using System.Runtime.CompilerServices;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Ollama.Tracing;

/// <summary>The span <c>chat {model}</c> around one request to the model, as the semantic conventions for generative AI want it.</summary>
/// <seealso href="https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-spans/"/>
public sealed class GenAiChatClient(IChatClient inner, IOptions<OllamaOptions> options, TimeProvider time) : StreamedChatClient(inner)
{
    private readonly OllamaOptions _options = options.Value;
    private readonly Uri? _server = inner.GetService<ChatClientMetadata>()?.ProviderUri;

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        JamieTelemetry.Source.HasListeners()
            ? TraceAsync(messages, options, cancellationToken)
            : base.GetStreamingResponseAsync(messages, options, cancellationToken);

    private async IAsyncEnumerable<ChatResponseUpdate> TraceAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var model = options?.ModelId ?? _options.Model;
        using var span = Spans.Start($"chat {model}", ActivityKind.Client);
        var steps = new SpanSteps(span);
        var prompt = messages as IReadOnlyCollection<ChatMessage> ?? [.. messages];
        GenAiTags.Ask(span, model, options, _options, _server);
        if (_options.CaptureContent && span is { IsAllDataRequested: true }) GenAiContent.Ask(span, prompt, options?.Instructions);

        var start = time.GetTimestamp();
        var answer = new GenAiAnswer(_options.CaptureContent);
        try
        {
            await using var updates = base.GetStreamingResponseAsync(prompt, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await steps.MoveNextAsync(updates))
            {
                answer.Add(updates.Current, time.GetElapsedTime(start));
                yield return updates.Current;
            }
        }
        finally
        {
            answer.Tell(span);
        }
    }
}
