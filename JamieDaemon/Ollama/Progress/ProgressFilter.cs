using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Ollama.Progress;

/// <summary>Takes the words about an answer out of it, for callers who want only the whole.</summary>
internal static class ProgressFilter
{
    public static async IAsyncEnumerable<ChatResponseUpdate> WithoutProgress(this IAsyncEnumerable<ChatResponseUpdate> updates)
    {
        await foreach (var update in updates)
        {
            if (ModelProgress.In(update) is null)
            {
                yield return update;
            }
        }
    }
}
