using System.Runtime.CompilerServices;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Ollama.Tracing;

/// <summary>The span <c>ollama.generate_response</c> around all that an answer takes, the wait for a slot included.</summary>
public sealed class TracedChatClient(IChatClient inner, IOptions<OllamaOptions> options) : StreamedChatClient(inner)
{
    private readonly string _model = options.Value.Model;

    public override IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        JamieTelemetry.Source.HasListeners()
            ? TraceAsync(messages, options, cancellationToken)
            : base.GetStreamingResponseAsync(messages, options, cancellationToken);

    private async IAsyncEnumerable<ChatResponseUpdate> TraceAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var span = Spans.Start("ollama.generate_response");
        var steps = new SpanSteps(span);
        var prompt = messages as IReadOnlyCollection<ChatMessage> ?? [.. messages];
        span?.SetTag("ollama.model", options?.ModelId ?? _model).SetTag("ollama.messages_count", prompt.Count).SetTag("ollama.prompt_length", Length(prompt));
        var length = 0;
        var isWhole = false;
        try
        {
            await using var updates = base.GetStreamingResponseAsync(prompt, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (await steps.MoveNextAsync(updates))
            {
                length += updates.Current.Text.Length;
                yield return updates.Current;
            }

            isWhole = true;
        }
        finally
        {
            span?.SetTag("ollama.response_length", length).SetTag("ollama.success", isWhole);
        }
    }

    private static int Length(IReadOnlyCollection<ChatMessage> prompt)
    {
        var length = 0;
        foreach (var message in prompt) length += message.Text.Length;
        return length;
    }
}
