using JamieDaemon.Ollama.Progress;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Ollama;

/// <summary>A layer around the model that is written for streams: a whole answer is a stream that was collected, so what the layer does happens once for both.</summary>
/// <param name="inner">The client that does the work.</param>
public abstract class StreamedChatClient(IChatClient inner) : DelegatingChatClient(inner)
{
    public sealed override Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        GetStreamingResponseAsync(messages, options, cancellationToken).WithoutProgress().ToChatResponseAsync(cancellationToken);
}
