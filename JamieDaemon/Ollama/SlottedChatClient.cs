using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Ollama;

/// <summary>
/// Lets only so many answers be generated at once; the others wait their turn, first come first served. The wait is over before
/// the inner client starts its clocks, and the slot is free again as soon as the model has written its last word.
/// </summary>
public sealed class SlottedChatClient : DelegatingChatClient
{
    private readonly SemaphoreSlim _slots;

    /// <param name="inner">The client that does the work.</param>
    /// <param name="parallel">Answers generated at once, at least one.</param>
    public SlottedChatClient(IChatClient inner, int parallel)
        : base(inner)
    {
        _slots = new SemaphoreSlim(parallel, parallel);
    }

    public override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // Asynchronous waiters are served in the order they came.
        await _slots.WaitAsync(cancellationToken);
        var isHeld = true;
        try
        {
            await foreach (var update in base.GetStreamingResponseAsync(messages, options, cancellationToken))
            {
                if (isHeld && update.FinishReason is not null)
                {
                    // The model is done; what the caller does with its last words is no reason to keep others waiting.
                    isHeld = false;
                    _slots.Release();
                }

                yield return update;
            }
        }
        finally
        {
            if (isHeld)
            {
                _slots.Release();
            }
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _slots.Dispose();
        }

        base.Dispose(disposing);
    }
}
