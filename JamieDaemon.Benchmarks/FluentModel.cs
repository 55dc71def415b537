using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Benchmarks;

/// <summary>A model that says at once what it has to say, made beforehand: it costs next to nothing itself.</summary>
internal sealed class FluentModel : IChatClient
{
    private readonly ChatResponseUpdate[] _updates;

    public FluentModel(int pieces)
    {
        _updates = new ChatResponseUpdate[pieces];
        for (var i = 0; i < pieces; i++) _updates[i] = new ChatResponseUpdate(ChatRole.Assistant, "word ") { ModelId = "bruno-sre", ResponseId = "r1" };
        _updates[^1].FinishReason = ChatFinishReason.Stop;
        _updates[^1].Contents.Add(new UsageContent(new UsageDetails { InputTokenCount = 900, OutputTokenCount = pieces }));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in _updates)
        {
            await ValueTask.CompletedTask;
            yield return update;
        }
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException("Jamie streams.");

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
