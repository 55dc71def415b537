using JamieDaemon.Ollama;
using JamieDaemon.Ollama.Progress;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Telemetry;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Ollama.Progress;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ProgressChatClientTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly ManualTimeProvider _time = new();
    private readonly ManualTimeProvider _serverTime = new();

    [TestCase(false)]
    [TestCase(true, TestName = "A_cold_model_is_loaded_then_reads_then_speaks(a server that lists it while it loads)")]
    public async Task A_cold_model_is_loaded_then_reads_then_speaks(bool listsWhileLoading)
    {
        await using var server = await StartAsync(new()
        {
            ColdLoad = 10 * Second,
            PromptSpeed = 10,
            ListsWhileLoading = listsWhileLoading,
            TokenDelay = TimeSpan.Zero,
        });
        using var ollama = new OllamaUnderTest(server.Url, time: _time);

        var cold = await PhasesAsync(ollama, Prompt(tokens: 50));
        Assert.That(cold.Select(said => said.Phase), Is.EqualTo([ModelPhase.Loading, ModelPhase.Reading]));
        Assert.That(cold.Select(said => said.Left), Is.All.Null, "nothing was measured before");
        Assert.That(cold.Select(said => said.Tokens), Is.All.Null);

        server.Unload();
        var again = await PhasesAsync(ollama, Prompt(tokens: 100));
        Assert.That(again.Select(said => said.Phase), Is.EqualTo([ModelPhase.Loading, ModelPhase.Reading]));
        Assert.That(again[0].Left!.Value.TotalSeconds, Is.EqualTo(9).Within(0.1), "ten, of which the first has passed");
        Assert.That(again[1].Left!.Value.TotalSeconds, Is.EqualTo(10).Within(0.5));
        Assert.That(again[1].Tokens, Is.EqualTo(100).Within(5));
    }

    [Test]
    public async Task A_model_that_was_there_all_along_has_been_reading_since_it_was_asked()
    {
        await using var server = await StartAsync(new() { PromptSpeed = 10, TokenDelay = TimeSpan.Zero });
        using var ollama = new OllamaUnderTest(server.Url, time: _time);
        await PhasesAsync(ollama, Prompt(tokens: 100));

        var warm = await PhasesAsync(ollama, Prompt(tokens: 200));

        Assert.That(warm.Select(said => said.Phase), Is.EqualTo([ModelPhase.Reading]));
        Assert.That(warm[0].Left!.Value.TotalSeconds, Is.EqualTo(19).Within(0.5), "twenty, of which the first has passed");
    }

    [Test]
    public async Task An_estimate_that_proves_wrong_is_taken_back()
    {
        await using var server = await StartAsync(new() { PromptSpeed = 10, TokenDelay = TimeSpan.Zero });
        using var ollama = new OllamaUnderTest(server.Url, time: _time);
        ollama.Pace.Learn(ollama.Options.Model, 400, new UsageDetails
        {
            InputTokenCount = 100,
            AdditionalCounts = new() { ["prompt_eval_duration"] = 2_000_000_000 },
        });

        var said = await PhasesAsync(ollama, Prompt(tokens: 400));

        Assert.That(said.Select(word => word.Phase), Is.EqualTo([ModelPhase.Reading, ModelPhase.Reading]));
        Assert.That(said[0].Left!.Value.TotalSeconds, Is.EqualTo(7).Within(0.5), "400 tokens at 50 a second, one second in");
        Assert.That(said[1].Left, Is.Null, "the eight seconds are over");
    }

    [Test]
    public async Task A_quick_answer_costs_no_look_and_no_word()
    {
        await using var server = await StartAsync(new() { TokenDelay = TimeSpan.Zero });
        using var ollama = new OllamaUnderTest(server.Url, time: _time);

        var updates = await ollama.Progress.GetStreamingResponseAsync("Hello").ToListAsync();

        Assert.That(updates.Select(ModelProgress.In), Is.All.Null);
        Assert.That(server.Record.Connections, Is.EqualTo(1));
    }

    [Test]
    public async Task A_server_that_does_not_say_what_it_is_at_is_waited_for()
    {
        await using var server = RawServer.Status(404, "404 page not found");
        using var ollama = new OllamaUnderTest(server.Url, time: _time);
        var never = new TaskCompletionSource();
        using var client = new ProgressChatClient(
            new ScriptedChatClient(_ => Never()), ollama.Server, ollama.Pace, Options.Create(ollama.Options), _time);
        await using var answer = client.GetStreamingResponseAsync([]).GetAsyncEnumerator();

        var next = answer.MoveNextAsync().AsTask();
        _time.Advance(Second);
        await next;

        Assert.That(ModelProgress.In(answer.Current)!.Phase, Is.EqualTo(ModelPhase.Waiting));
        never.SetResult();

        async IAsyncEnumerable<ChatResponseUpdate> Never()
        {
            await never.Task;
            yield break;
        }
    }

    [Test]
    public async Task What_the_answer_holds_back_at_its_start_is_told_as_writing()
    {
        await using var server = await StartAsync(new() { PromptSpeed = 10, TokenDelay = 2 * Second });
        using var ollama = new OllamaUnderTest(server.Url, time: _time);

        var said = await PhasesAsync(ollama, Prompt(tokens: 20));

        Assert.That(said.Select(word => word.Phase), Is.EqualTo([ModelPhase.Reading, ModelPhase.Writing]));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Leaving_while_the_model_reads_closes_its_connection_at_once(bool byToken)
    {
        await using var server = await StartAsync(new() { PromptSpeed = 1 });
        using var ollama = new OllamaUnderTest(server.Url, time: _time);
        using var caller = new CancellationTokenSource();
        var answer = ollama.Progress.GetStreamingResponseAsync("Hello", null, caller.Token).GetAsyncEnumerator();
        var next = answer.MoveNextAsync().AsTask();
        await Eventually.HoldsAsync(() => server.Record.Open == 1);
        _time.Advance(Second);
        await next;

        using var limit = new CancellationTokenSource(Limits.AtOnce, TimeProvider.System);
        if (byToken)
        {
            next = answer.MoveNextAsync().AsTask();
            await caller.CancelAsync();
            await Assert.ThatAsync(() => next, Throws.InstanceOf<OperationCanceledException>());
        }

        await answer.DisposeAsync();
        Assert.That(await server.Record.Ends.ReadAsync(limit.Token), Is.EqualTo(GenerationEnd.Aborted));
    }

    [Test]
    public async Task A_failure_before_the_first_token_is_passed_on_as_it_is()
    {
        await using var server = await StartAsync(new());
        using var ollama = new OllamaUnderTest(server.Url, time: _time);

        var failure = await Assert.ThrowsAsync<OllamaModelNotFoundException>(() =>
            ollama.Progress.GetResponseAsync("Hello", new ChatOptions { ModelId = "nobody:7b" }));

        Assert.That(failure!.Message, Does.Contain("nobody:7b"));
    }

    [Test]
    public async Task Every_request_has_the_same_window_whichever_model_it_asks()
    {
        await using var server = await StartAsync(new()
        {
            Models = [SandboxModel.ForChat("bruno-sre"), SandboxModel.ForChat("other")],
            TokenDelay = TimeSpan.Zero,
        });
        using var ollama = new OllamaUnderTest(server.Url, time: _time);

        await ollama.Server.LoadModelAsync(CancellationToken.None);
        await ollama.Progress.GetResponseAsync("Hello");
        await ollama.Progress.GetResponseAsync("Hello", new ChatOptions { ModelId = "other", Temperature = 0.3f, MaxOutputTokens = 5 });

        Assert.That(
            server.Record.Requests.Select(request => request.Options!["num_ctx"].GetInt32()).Distinct(),
            Is.EqualTo([ollama.Options.NumCtx]));
    }

    private Task<ModelServer> StartAsync(ModelServerOptions options) =>
        ModelServer.StartAsync(options with { Time = _serverTime }, CancellationToken.None);

    /// <summary>The stand-in counts a token for four characters, and one more.</summary>
    private static string Prompt(int tokens) => new('x', (tokens - 1) * 4);

    /// <summary>Asks, lets time pass, and collects what is said on the way; stops at the first sign of the answer itself.</summary>
    private async Task<List<ModelProgress>> PhasesAsync(OllamaUnderTest ollama, string prompt)
    {
        var said = new List<ModelProgress>();
        var asked = ollama.Progress.GetStreamingResponseAsync(prompt, cancellationToken: Limits.Token);
        await foreach (var update in WhileTimePassesAsync(asked))
        {
            if (ModelProgress.In(update) is { } progress) said.Add(progress);
            if (said is [.., { Phase: ModelPhase.Writing }]) break;
        }

        return said;
    }

    /// <summary>A second at a time, whenever both sides wait for that.</summary>
    private async IAsyncEnumerable<ChatResponseUpdate> WhileTimePassesAsync(IAsyncEnumerable<ChatResponseUpdate> updates)
    {
        await using var answer = updates.GetAsyncEnumerator();
        while (true)
        {
            var next = answer.MoveNextAsync().AsTask();
            while (await Task.WhenAny(next, Task.WhenAll(_time.WaitForTimerAsync(Second), _serverTime.WaitForTimersAsync(1))) != next)
            {
                _serverTime.Advance(Second);
                // What that brings about stands before anybody looks.
                await Task.WhenAny(next, _serverTime.WaitForTimersAsync(1));
                _time.Advance(Second);
            }

            if (!await next) yield break;
            yield return answer.Current;
        }
    }
}
