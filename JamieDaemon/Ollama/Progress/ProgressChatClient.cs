using System.Runtime.CompilerServices;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Ollama.Progress;

/// <summary>
/// Tells what a silent model is at, <see cref="ModelPhase.Loading"/> or <see cref="ModelPhase.Reading"/>, when its first token is late,
/// and learns from each answer how long that takes.
/// </summary>
public sealed class ProgressChatClient(
    IChatClient inner, OllamaServerClient server, OllamaPace pace, IOptions<OllamaOptions> options, TimeProvider time)
    : StreamedChatClient(inner)
{
    private readonly string _model = options.Value.Model;

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var model = options?.ModelId ?? _model;
        var prompt = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var characters = Characters(prompt, options);
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var updates = base.GetStreamingResponseAsync(prompt, options, leaving.Token).GetAsyncEnumerator(leaving.Token);
        var firstToken = updates.MoveNextAsync().AsTask();
        var watch = new PromptWatch(server, pace, model, characters, time);
        try
        {
            while (await watch.NextAsync(firstToken, leaving.Token) is { } progress)
            {
                yield return progress.ToUpdate();
            }
        }
        finally
        {
            // An iterator cannot be disposed while it moves: whoever leaves now must stop it first.
            if (!firstToken.IsCompleted)
            {
                await leaving.CancelAsync();
                await ((Task)firstToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        var isThere = await firstToken;
        while (isThere)
        {
            var update = updates.Current;
            if (update.FinishReason is not null)
            {
                Learn(model, characters, update);
            }

            yield return update;
            isThere = await updates.MoveNextAsync();
        }
    }

    private void Learn(string model, int characters, ChatResponseUpdate last)
    {
        foreach (var content in last.Contents)
        {
            if (content is UsageContent usage)
            {
                pace.Learn(model, characters, usage.Details);
            }
        }
    }

    private static int Characters(IReadOnlyList<ChatMessage> prompt, ChatOptions? options)
    {
        var characters = options?.Instructions?.Length ?? 0;
        for (var i = 0; i < prompt.Count; i++)
        {
            foreach (var content in prompt[i].Contents)
            {
                characters += content is TextContent text ? text.Text.Length : 0;
            }
        }

        return characters;
    }
}
