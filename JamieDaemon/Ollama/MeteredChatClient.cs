using System.Runtime.CompilerServices;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Ollama;

/// <summary>Counts and times what passes through; changes nothing and adds no failure of its own.</summary>
public sealed class MeteredChatClient(IChatClient inner, OllamaMetrics metrics, JobObserver observer, TimeProvider time) : StreamedChatClient(inner)
{
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var start = time.GetTimestamp();
        // What a caller sees who leaves in mid-answer; only a whole answer or a failure says otherwise.
        var outcome = OllamaOutcome.Cancelled;
        var length = 0;
        var last = start;
        TimeSpan? toFirst = null;
        UsageDetails? usage = null;
        try
        {
            await using var updates = base.GetStreamingResponseAsync(messages, options, cancellationToken)
                .GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                try
                {
                    if (!await updates.MoveNextAsync())
                    {
                        break;
                    }
                }
                catch (Exception e)
                {
                    outcome = OllamaOutcome.Of(e);
                    throw;
                }

                var update = updates.Current;
                var now = time.GetTimestamp();
                if (toFirst is null) toFirst = time.GetElapsedTime(start, now);
                else metrics.Grew(options?.ModelId, time.GetElapsedTime(last, now));
                last = now;
                length += update.Text.Length;
                usage = ModelUsage.In(update) ?? usage;
                outcome = update.FinishReason is null ? outcome : OllamaOutcome.Success;
                yield return update;
            }

            outcome = OllamaOutcome.Success;
        }
        finally
        {
            var elapsed = time.GetElapsedTime(start);
            // First: by its success a model gets series of its own.
            metrics.RequestEnded(options?.ModelId, outcome, elapsed);
            observer.Called(ExternalApi.Ollama, "chat", outcome.AsExternal(), elapsed);
            if (toFirst is { } wait) metrics.Began(options?.ModelId, wait);
            if (usage is not null) metrics.Used(options?.ModelId, usage);
            if (outcome == OllamaOutcome.Success)
            {
                metrics.AnswerReceived(options?.ModelId, length);
            }
        }
    }
}
