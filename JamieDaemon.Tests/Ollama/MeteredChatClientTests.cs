using System.Net;
using JamieDaemon.Ollama;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Ollama;

public sealed class MeteredChatClientTests
{
    private static readonly Uri Server = new("http://127.0.0.1:11434/");

    private static IEnumerable<TestCaseData> Failures =>
    [
        new(new OllamaModelNotFoundException("x", Server), "error", "model_not_found"),
        new(new OllamaBusyException(Server, HttpStatusCode.ServiceUnavailable), "rejected", "http_5xx"),
        new(new OllamaRequestException("no", HttpStatusCode.BadRequest), "error", "http_4xx"),
        new(new OllamaServerException("no"), "error", "http_5xx"),
        new(new OllamaUnreachableException(Server, "no", HttpRequestError.ConnectionError, new IOException()), "error", "connection"),
        new(new OllamaIncompleteException(Server), "error", "connection"),
        new(new OllamaProtocolException(Server, "no"), "error", "invalid_response"),
        new(new OllamaEmptyAnswerException("x", OllamaEmptyReason.Silence), "empty", "invalid_response"),
        new(new OllamaTimeoutException(Server, "Ollama:IdleTimeout", TimeSpan.FromSeconds(60)), "timeout", "timeout"),
        new(new InvalidOperationException(), "error", "unknown"),
    ];

    [Test]
    public void Every_series_of_the_counters_is_there_before_the_first_request()
    {
        using var readings = new MeterReadings();
        _ = new OllamaMetrics(readings.Jamie, Options.Create(new OllamaOptions()), TimeProvider.System);

        foreach (var model in new[] { "bruno-sre", "other" })
        {
            foreach (var status in new[] { "success", "error", "timeout", "cancelled", "empty", "rejected" })
            {
                Assert.That(readings[$"ollama.requests.total{{model={model},status={status}}}"], Is.Zero);
            }

            foreach (var type in new[] { "timeout", "connection", "http_4xx", "http_5xx", "model_not_found", "invalid_response", "unknown" })
            {
                Assert.That(readings[$"ollama.errors.total{{model={model},error_type={type}}}"], Is.Zero);
            }
        }
    }

    [Test]
    public async Task An_answer_is_counted_timed_and_measured()
    {
        using var readings = new MeterReadings();
        var time = new ManualTimeProvider();
        var client = Metered(readings, time, new ScriptedChatClient(_ => Answer()));

        await client.GetResponseAsync([]);

        Assert.That(readings["ollama.requests.total{model=bruno-sre,status=success}"], Is.EqualTo(1));
        Assert.That(readings["ollama.request.duration{model=bruno-sre}"], Is.EqualTo(3));
        Assert.That(readings["ollama.response.length{model=bruno-sre}"], Is.EqualTo(9));

        async IAsyncEnumerable<ChatResponseUpdate> Answer()
        {
            await Task.CompletedTask;
            yield return new ChatResponseUpdate(ChatRole.Assistant, [new TextReasoningContent("hm"), new TextContent("four")]);
            time.Advance(TimeSpan.FromSeconds(3));
            yield return new ChatResponseUpdate(ChatRole.Assistant, "seven") { FinishReason = ChatFinishReason.Stop };
        }
    }

    [TestCaseSource(nameof(Failures))]
    public async Task A_failure_is_counted_by_kind_and_passed_on_as_it_is(Exception failure, string status, string errorType)
    {
        using var readings = new MeterReadings();
        var before = readings.Series.Count();
        var client = Metered(readings, new ManualTimeProvider(), new ScriptedChatClient(_ => Fail(failure)));

        await Assert.ThatAsync(async () => await client.GetResponseAsync([]), Throws.Exception.SameAs(failure));

        Assert.That(readings[$"ollama.requests.total{{model=bruno-sre,status={status}}}"], Is.EqualTo(1));
        Assert.That(readings[$"ollama.errors.total{{model=bruno-sre,error_type={errorType}}}"], Is.EqualTo(1));
        Assert.That(OllamaOutcome.ErrorTypes, Does.Contain(errorType), "series are made before their first event");
        Assert.That(OllamaOutcome.Statuses, Does.Contain(status));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task Giving_up_is_cancelled_and_no_error(bool byToken)
    {
        using var readings = new MeterReadings();
        var client = Metered(readings, new ManualTimeProvider(), new ScriptedChatClient(_ => Fail(new OperationCanceledException())));

        await using (var answer = client.GetStreamingResponseAsync([]).GetAsyncEnumerator())
        {
            Assert.That(await answer.MoveNextAsync(), Is.True);
            if (byToken)
            {
                await Assert.ThatAsync(async () => await answer.MoveNextAsync(), Throws.InstanceOf<OperationCanceledException>());
            }
        }

        Assert.That(readings["ollama.requests.total{model=bruno-sre,status=cancelled}"], Is.EqualTo(1));
        Assert.That(readings.Series.Where(series => series.StartsWith("ollama.errors", StringComparison.Ordinal)).Sum(series => readings[series]), Is.Zero);
    }

    [TestCase("Bruno-SRE:latest", "bruno-sre")]
    [TestCase("Llama3.2:3b", "llama3.2:3b")]
    public async Task A_model_that_answers_has_series_of_its_own(string asked, string label)
    {
        using var readings = new MeterReadings();
        var client = Metered(readings, new ManualTimeProvider(), new ScriptedChatClient(_ => Ok()));

        await client.GetResponseAsync([], new ChatOptions { ModelId = asked });

        Assert.That(readings[$"ollama.requests.total{{model={label},status=success}}"], Is.EqualTo(1));
        Assert.That(readings[$"ollama.errors.total{{model={label},error_type=connection}}"], Is.Zero);
        Assert.That(readings.Series, Has.None.Contains(asked));
    }

    [Test]
    public async Task A_name_that_somebody_made_up_makes_no_series()
    {
        using var readings = new MeterReadings();
        var client = Metered(readings, new ManualTimeProvider(), new ScriptedChatClient(_ => Fail(new OllamaModelNotFoundException("x", Server))));

        await Assert.ThatAsync(() => client.GetResponseAsync([], new ChatOptions { ModelId = "made-up" }), Throws.Exception);

        Assert.That(readings["ollama.requests.total{model=other,status=error}"], Is.EqualTo(1));
        Assert.That(readings.Series, Has.None.Contains("made-up"));
    }

    [Test]
    public async Task The_label_model_is_a_closed_set_however_many_models_answer()
    {
        using var readings = new MeterReadings();
        var client = Metered(readings, new ManualTimeProvider(), new ScriptedChatClient(_ => Ok()));

        for (var i = 0; i < 100; i++)
        {
            await client.GetResponseAsync([], new ChatOptions { ModelId = $"m{i}" });
        }

        var labels = readings.Series.Where(series => series.StartsWith("ollama.request.duration", StringComparison.Ordinal));
        Assert.That(labels.Count(), Is.EqualTo(OllamaModelLabels.Most), "fifteen by name and the rest as other");
    }

    private static MeteredChatClient Metered(MeterReadings readings, ManualTimeProvider time, ScriptedChatClient inner) =>
        new(inner, new OllamaMetrics(readings.Jamie, Options.Create(new OllamaOptions()), TimeProvider.System), time);

    private static IAsyncEnumerable<ChatResponseUpdate> Ok() =>
        new[] { new ChatResponseUpdate(ChatRole.Assistant, "ok") }.ToAsyncEnumerable();

    private static async IAsyncEnumerable<ChatResponseUpdate> Fail(Exception failure)
    {
        await Task.CompletedTask;
        yield return new ChatResponseUpdate(ChatRole.Assistant, "half");
        throw failure;
    }
}
