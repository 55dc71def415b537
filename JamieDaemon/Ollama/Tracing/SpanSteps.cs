using System.Diagnostics;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Ollama.Tracing;

/// <summary>The steps of a stream, each within the span. To be made where the span has just begun.</summary>
/// <remarks>
/// An iterator runs each of its steps in the flow of whoever asks for it, and forgets there what it has set: the span must be made the
/// current one anew for every step (https://github.com/dotnet/runtime/issues/47802). The flow in which it is that already is kept for
/// this: to set the span itself would make a new flow for every word of an answer.
/// </remarks>
internal readonly struct SpanSteps(Activity? span)
{
    private readonly ExecutionContext? _within = span is null ? null : ExecutionContext.Capture();

    public ValueTask<bool> MoveNextAsync(IAsyncEnumerator<ChatResponseUpdate> updates) =>
        _within is null ? updates.MoveNextAsync() : MoveWithinAsync(span!, _within, updates);

    private static async ValueTask<bool> MoveWithinAsync(Activity span, ExecutionContext within, IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        ExecutionContext.Restore(within);
        try
        {
            return await updates.MoveNextAsync();
        }
        catch (Exception failure) when (span.Failed(failure))
        {
            throw;
        }
    }
}
