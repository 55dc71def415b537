using System.Diagnostics;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Ollama.Tracing;

/// <summary>Steps of a stream within a span.</summary>
/// <remarks>
/// An iterator runs each of its steps in the flow of whoever asks for it, and forgets there what it has set: the span must be made the
/// current one anew for every step (https://github.com/dotnet/runtime/issues/47802).
/// </remarks>
internal static class SpanSteps
{
    public static ValueTask<bool> MoveNextAsync(this Activity? span, IAsyncEnumerator<ChatResponseUpdate> updates) =>
        span is null ? updates.MoveNextAsync() : MoveWithinAsync(span, updates);

    private static async ValueTask<bool> MoveWithinAsync(Activity span, IAsyncEnumerator<ChatResponseUpdate> updates)
    {
        Activity.Current = span;
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
