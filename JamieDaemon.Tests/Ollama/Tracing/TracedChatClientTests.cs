using System.Diagnostics;
using JamieDaemon.Ollama;
using JamieDaemon.Ollama.Tracing;
using JamieDaemon.Telemetry;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Ollama.Tracing;

public sealed class TracedChatClientTests : IDisposable
{
    private readonly RecordingTraces _traces = new();
    private readonly List<Activity> _within = [];

    public void Dispose() => _traces.Dispose();

    [Test]
    public async Task Every_step_of_an_answer_is_within_the_span_and_none_of_its_readers()
    {
        using var reader = Spans.Start("reader")!;
        await foreach (var _ in Client(Say("a", "b", "c")).GetStreamingResponseAsync([])) Assert.That(Activity.Current, Is.SameAs(reader));

        var outer = _within[0].Parent!.Parent!;
        Assert.That(_within.Select(step => step.Parent!.OperationName), Is.EqualTo(new[] { "chat bruno-sre", "chat bruno-sre", "chat bruno-sre" }));
        Assert.That((outer.OperationName, outer.Parent), Is.EqualTo(("ollama.generate_response", reader)));
        Assert.That((outer.GetTagItem("ollama.response_length"), outer.GetTagItem("ollama.success"), outer.IsStopped), Is.EqualTo((3, true, true)));
    }

    [Test]
    public async Task An_answer_that_is_left_is_no_error_but_not_whole()
    {
        await foreach (var _ in Client(Say("a", "b")).GetStreamingResponseAsync([])) break;
        var outer = _within[0].Parent!.Parent!;
        Assert.That((outer.Status, outer.GetTagItem("ollama.success"), outer.IsStopped, _within[0].Parent!.IsStopped), Is.EqualTo((ActivityStatusCode.Unset, false, true, true)));
    }

    [Test]
    public async Task An_answer_that_breaks_off_leaves_its_reason_on_both_spans()
    {
        await Assert.ThatAsync(() => Client(Break()).GetResponseAsync([]), Throws.InvalidOperationException);
        var inner = _within[0].Parent!;
        foreach (var span in new[] { inner, inner.Parent! })
            Assert.That((span.Status, span.GetTagItem("error.type"), span.Events.Count()), Is.EqualTo((ActivityStatusCode.Error, (object)"System.InvalidOperationException", 1)));
    }

    [Test]
    public async Task What_was_wished_of_the_model_is_told()
    {
        await Client(Say("a")).GetResponseAsync([], new ChatOptions { ModelId = "tiny", Temperature = 0.5f, TopP = 0.9f, TopK = 40, Seed = 7, MaxOutputTokens = 12 });
        var chat = _within[0].Parent!;
        var tags = chat.TagObjects.ToDictionary(tag => tag.Key, tag => tag.Value);
        Assert.That(chat.OperationName, Is.EqualTo("chat tiny"));
        Assert.That(tags, Is.SupersetOf(new Dictionary<string, object?>
        {
            ["gen_ai.request.temperature"] = 0.5d,
            ["gen_ai.request.top_p"] = 0.9f,
            ["gen_ai.request.top_k"] = 40,
            ["gen_ai.request.seed"] = 7L,
            ["gen_ai.request.max_tokens"] = 12,
            ["gen_ai.request.stream"] = true,
        }));
        Assert.That(tags.Keys, Has.None.EndsWith("messages").And.None.EndsWith("instructions"));
    }

    private static TracedChatClient Client(Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> model)
    {
        var options = Options.Create(new OllamaOptions());
        return new TracedChatClient(new GenAiChatClient(new ScriptedChatClient(model), options, new ManualTimeProvider()), options);
    }

    private Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> Say(params string[] words) => _ => StepsAsync(words);

    private Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> Break() => _ => StepsAsync(["a", null]);

    /// <summary>Each word is a step with a span of its own; none at all is a failure.</summary>
    private async IAsyncEnumerable<ChatResponseUpdate> StepsAsync(string?[] words)
    {
        foreach (var word in words)
        {
            await Task.Yield();
            using (var step = Spans.Start("step")!) _within.Add(step);
            yield return new ChatResponseUpdate(ChatRole.Assistant, word ?? throw new InvalidOperationException("broken off"));
        }
    }
}
