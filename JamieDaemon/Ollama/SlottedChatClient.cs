using System.Runtime.CompilerServices;
using JamieDaemon.Ollama.Progress;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Ollama;

/// <summary>
/// Lets only so many answers be generated at once; the others wait their turn, first come first served, and are told how many are in
/// front. The wait is over before the inner client starts its clocks, and the slot is free again as soon as the model has written
/// its last word.
/// </summary>
/// <param name="inner">The client that does the work.</param>
/// <param name="parallel">Answers generated at once, at least one.</param>
/// <param name="pace">Learns how long a slot is held.</param>
/// <param name="time">The clock.</param>
public sealed class SlottedChatClient(IChatClient inner, int parallel, OllamaPace pace, TimeProvider time)
    : StreamedChatClient(inner)
{
    private readonly SlotLine _line = new(parallel);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var place = _line.Enter();
        try
        {
            int? said = null;
            while (await place.Turn.IsLateAsync(Lateness.Noticed, time, cancellationToken))
            {
                if (place.Ahead is var ahead && ahead != said)
                {
                    said = ahead;
                    yield return new ModelProgress(ModelPhase.Waiting) { Ahead = ahead, Left = pace.Wait(ahead, parallel) }.ToUpdate();
                }
            }

            var start = time.GetTimestamp();
            await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
            {
                if (update.FinishReason is not null)
                {
                    // The model is done; what the caller does with its last words is no reason to keep others waiting.
                    place.Leave();
                    pace.SlotHeld(time.GetElapsedTime(start));
                }

                yield return update;
            }
        }
        finally
        {
            place.Leave();
        }
    }
}
