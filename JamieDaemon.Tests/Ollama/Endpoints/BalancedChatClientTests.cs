using JamieDaemon.Ollama.Endpoints;
using JamieDaemon.Telemetry;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Tests.Ollama.Endpoints;

/// <summary>The line in front of the slots, which one server has as well as many.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class BalancedChatClientTests
{
    private readonly ManualTimeProvider _time = new();

    [Test]
    public async Task Only_so_many_answers_are_generated_at_once_and_the_rest_come_in_their_turn()
    {
        var started = new List<int>();
        var gates = Enumerable.Range(0, 5).Select(_ => new TaskCompletionSource()).ToArray();
        using var client = Slotted(new ScriptedChatClient(_ => Generate()), parallel: 2);
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
        using var client = Slotted(new ScriptedChatClient(_ => new[] { Last() }.ToAsyncEnumerable()), parallel: 1);
        await using var slow = client.GetStreamingResponseAsync([]).GetAsyncEnumerator();
        Assert.That(await slow.MoveNextAsync(), Is.True);

        Assert.That(client.GetResponseAsync([]).IsCompleted, Is.True);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_failed_or_abandoned_answer_gives_its_slot_back(bool isFailure)
    {
        using var client = Slotted(new ScriptedChatClient(_ => Generate()), parallel: 1);
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
        using var client = Slotted(new ScriptedChatClient(_ => Generate()), parallel: 1);
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

    [Test]
    public async Task Whoever_waits_longer_than_a_second_hears_how_many_are_in_front_and_again_when_that_changes()
    {
        var gates = Enumerable.Range(0, 3).Select(_ => new TaskCompletionSource()).ToArray();
        var started = -1;
        using var client = Slotted(new ScriptedChatClient(_ => Generate()), parallel: 1);
        var (first, second) = (client.GetResponseAsync([]), client.GetResponseAsync([]));
        await using var third = client.GetStreamingResponseAsync([]).GetAsyncEnumerator();

        var next = third.MoveNextAsync().AsTask();
        _time.Advance(TimeSpan.FromSeconds(1));
        await next;
        Assert.That(Said(third), Is.EqualTo((ModelPhase.Waiting, 1, (TimeSpan?)null)), "nothing was measured yet");

        next = third.MoveNextAsync().AsTask();
        _time.Advance(TimeSpan.FromSeconds(4));
        gates[0].SetResult();
        await first;
        await Eventually.HoldsAsync(() => started == 1);
        while (!next.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(next, _time.WaitForTimersAsync(1));
        }

        Assert.That(Said(third), Is.EqualTo((ModelPhase.Waiting, 0, (TimeSpan?)TimeSpan.FromSeconds(5))));

        Array.ForEach(gates, gate => gate.TrySetResult());
        await second;
        Assert.That(await third.MoveNextAsync(), Is.True);
        Assert.That(third.Current.Text, Is.EqualTo("ok"));

        async IAsyncEnumerable<ChatResponseUpdate> Generate()
        {
            await gates[++started].Task;
            yield return Last();
        }
    }

    [Test]
    public async Task A_whole_answer_holds_no_words_about_its_waiting()
    {
        var gate = new TaskCompletionSource();
        using var client = Slotted(new ScriptedChatClient(_ => Generate()), parallel: 1);
        var first = client.GetResponseAsync([]);
        var second = client.GetResponseAsync([]);
        _time.Advance(TimeSpan.FromSeconds(1));
        await _time.WaitForTimerAsync(TimeSpan.FromSeconds(1));
        gate.SetResult();

        await first;
        Assert.That((await second).Messages.Single().Contents, Has.Count.EqualTo(1).And.All.TypeOf<TextContent>());

        async IAsyncEnumerable<ChatResponseUpdate> Generate()
        {
            await gate.Task;
            yield return Last();
        }
    }

    [Test]
    public async Task Whoever_leaves_the_line_lets_the_others_move_up()
    {
        var gate = new TaskCompletionSource();
        var calls = 0;
        using var client = Slotted(new ScriptedChatClient(_ => Generate()), parallel: 1);
        var first = client.GetResponseAsync([]);
        await using (var leaver = client.GetStreamingResponseAsync([]).GetAsyncEnumerator())
        {
            var waits = leaver.MoveNextAsync().AsTask();
            _time.Advance(TimeSpan.FromSeconds(1));
            await waits;
        }

        var third = client.GetResponseAsync([]);
        gate.SetResult();
        await first;
        await third;
        Assert.That(calls, Is.EqualTo(2));

        async IAsyncEnumerable<ChatResponseUpdate> Generate()
        {
            calls++;
            await gate.Task;
            yield return Last();
        }
    }

    private BalancedChatClient Slotted(IChatClient inner, int parallel) => new EndpointsUnderTest(_time, parallel).Ask(inner);

    private static (ModelPhase Phase, int Ahead, TimeSpan? Left)? Said(IAsyncEnumerator<ChatResponseUpdate> answer) =>
        ModelProgress.In(answer.Current) is { } progress ? (progress.Phase, progress.Ahead, progress.Left) : null;

    private static ChatResponseUpdate Last() => new(ChatRole.Assistant, "ok") { FinishReason = ChatFinishReason.Stop };
}
