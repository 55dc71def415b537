using JamieDaemon.Ollama;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Tests.Ollama;

public sealed class SlottedChatClientTests
{
    [Test]
    public async Task Only_so_many_answers_are_generated_at_once_and_the_rest_come_in_their_turn()
    {
        var started = new List<int>();
        var gates = Enumerable.Range(0, 5).Select(_ => new TaskCompletionSource()).ToArray();
        using var client = new SlottedChatClient(new ScriptedChatClient(_ => Generate()), parallel: 2);
        var answers = new List<Task>();
        for (var i = 0; i < gates.Length; i++)
        {
            answers.Add(client.GetResponseAsync([]));
        }

        Assert.That(started, Is.EqualTo([0, 1]));
        gates[1].SetResult();
        await answers[1];
        await Eventually.HoldsAsync(() => started.Count == 3);
        Array.ForEach(gates, gate => gate.TrySetResult());
        await Task.WhenAll(answers);
        Assert.That(started, Is.EqualTo([0, 1, 2, 3, 4]));

        async IAsyncEnumerable<ChatResponseUpdate> Generate()
        {
            var me = started.Count;
            started.Add(me);
            await gates[me].Task;
            yield return Last();
        }
    }

    [Test]
    public async Task The_slot_is_free_once_the_model_has_written_its_last_word_however_slow_the_reader()
    {
        using var client = new SlottedChatClient(new ScriptedChatClient(_ => new[] { Last() }.ToAsyncEnumerable()), parallel: 1);
        await using var slow = client.GetStreamingResponseAsync([]).GetAsyncEnumerator();
        Assert.That(await slow.MoveNextAsync(), Is.True);

        Assert.That(client.GetResponseAsync([]).IsCompleted, Is.True);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_failed_or_abandoned_answer_gives_its_slot_back(bool isFailure)
    {
        using var client = new SlottedChatClient(new ScriptedChatClient(_ => Generate()), parallel: 1);
        for (var i = 0; i < 3; i++)
        {
            await using var answer = client.GetStreamingResponseAsync([]).GetAsyncEnumerator();
            Assert.That(await answer.MoveNextAsync(), Is.True);
            if (isFailure)
            {
                await Assert.ThatAsync(async () => await answer.MoveNextAsync(), Throws.InvalidOperationException);
            }
        }

        static async IAsyncEnumerable<ChatResponseUpdate> Generate()
        {
            await Task.CompletedTask;
            yield return new ChatResponseUpdate(ChatRole.Assistant, "half");
            throw new InvalidOperationException();
        }
    }

    [Test]
    public async Task Waiting_can_be_given_up_and_costs_nobody_a_slot()
    {
        var gate = new TaskCompletionSource();
        using var client = new SlottedChatClient(new ScriptedChatClient(_ => Generate()), parallel: 1);
        using var caller = new CancellationTokenSource();
        var first = client.GetResponseAsync([]);
        var second = client.GetResponseAsync([], null, caller.Token);

        await caller.CancelAsync();
        await Assert.ThatAsync(async () => await second, Throws.InstanceOf<OperationCanceledException>());
        gate.SetResult();
        await first;
        Assert.That(client.GetResponseAsync([]).IsCompletedSuccessfully, Is.True);

        async IAsyncEnumerable<ChatResponseUpdate> Generate()
        {
            await gate.Task;
            yield return Last();
        }
    }

    private static ChatResponseUpdate Last() => new(ChatRole.Assistant, "ok") { FinishReason = ChatFinishReason.Stop };
}
