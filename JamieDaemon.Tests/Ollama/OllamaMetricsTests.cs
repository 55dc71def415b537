using JamieDaemon.Observability.Prometheus;
using JamieDaemon.Ollama;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Ollama;

/// <summary>What an answer leaves behind on the page.</summary>
public sealed class OllamaMetricsTests
{
    private const string Chat = "gen_ai_operation_name=\"chat\",gen_ai_provider_name=\"ollama\",gen_ai_request_model=\"bruno-sre\"";

    private readonly ExporterUnderTest _exporter = new(NullLogger<PrometheusExporter>.Instance);
    private readonly ManualTimeProvider _time = new();

    [TearDown]
    public void Stop() => _exporter.Dispose();

    [Test]
    public async Task An_answer_is_measured_as_the_conventions_for_generative_AI_ask()
    {
        await Metered(_ => Answer()).GetResponseAsync([]);

        var page = _exporter.Text;
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Contain($"gen_ai_client_operation_duration_seconds_sum{{{Chat}}} 5\n"));
            Assert.That(page, Does.Contain($"gen_ai_client_operation_time_to_first_chunk_seconds_sum{{{Chat}}} 2\n"));
            Assert.That(page, Does.Contain($"gen_ai_client_operation_time_per_output_chunk_seconds_sum{{{Chat}}} 3\n").And
                .Contain($"gen_ai_client_operation_time_per_output_chunk_seconds_count{{{Chat}}} 2\n"));
            Assert.That(page, Does.Contain($"gen_ai_client_token_usage_sum{{{Chat},gen_ai_token_type=\"input\"}} 40\n"));
            Assert.That(page, Does.Contain($"gen_ai_client_token_usage_sum{{{Chat},gen_ai_token_type=\"output\"}} 60\n"));
            Assert.That(page, Does.Contain("ollama_tokens_per_second_sum{model=\"bruno-sre\"} 30\n"));
            Assert.That(page, Does.Contain("ollama_model_load_duration_seconds_sum{model=\"bruno-sre\"} 1.5\n"));
            Assert.That(page, Does.Contain("ai_model_usage_total{model=\"bruno-sre\",provider=\"ollama\"} 1\n"));
            Assert.That(page, Does.Contain("ollama_request_duration_seconds_sum{model=\"bruno-sre\"} 5\n").And
                .Contain("ollama_response_duration_seconds_sum{model=\"bruno-sre\"} 5\n"), "both seeds' names");
        });
    }

    [Test]
    public async Task A_failure_is_timed_under_its_kind()
    {
        await Assert.ThatAsync(() => Metered(_ => Fail()).GetResponseAsync([]), Throws.InstanceOf<TimeoutException>());
        Assert.That(_exporter.Text, Does.Contain($"gen_ai_client_operation_duration_seconds_count{{error_type=\"timeout\",{Chat}}} 1\n").And
            .Contain($"gen_ai_client_operation_duration_seconds_count{{{Chat}}} 0\n"));
    }

    [Test]
    public async Task What_Ollama_does_not_tell_is_left_out()
    {
        await Metered(_ => new[] { new ChatResponseUpdate(ChatRole.Assistant, "ok") }.ToAsyncEnumerable()).GetResponseAsync([]);
        Assert.That(_exporter.Text, Does.Contain("ollama_tokens_per_second_count{model=\"bruno-sre\"} 0\n").And
            .Contain($"gen_ai_client_token_usage_count{{{Chat},gen_ai_token_type=\"input\"}} 0\n"));
    }

    [Test]
    public async Task The_error_rate_is_that_of_the_last_five_minutes()
    {
        var metrics = Metrics();
        var (good, bad) = (Metered(metrics, _ => Answer()), Metered(metrics, _ => Fail()));
        Assert.That(_exporter.Text, Does.Contain("ollama_errors_rate{model=\"bruno-sre\"} 0\n").And.Contain("ollama_errors_rate{model=\"other\"} 0\n"));

        await Assert.ThatAsync(() => bad.GetResponseAsync([]), Throws.Exception);
        for (var i = 0; i < 3; i++) await good.GetResponseAsync([]);
        Assert.That(_exporter.Text, Does.Contain("ollama_errors_rate{model=\"bruno-sre\"} 0.25\n"));

        _time.Advance(TimeSpan.FromMinutes(6));
        Assert.That(_exporter.Text, Does.Contain("ollama_errors_rate{model=\"bruno-sre\"} 0\n"), "that is long ago");
        await Assert.ThatAsync(() => bad.GetResponseAsync([]), Throws.Exception);
        Assert.That(_exporter.Text, Does.Contain("ollama_errors_rate{model=\"bruno-sre\"} 1\n"));
    }

    private OllamaMetrics Metrics() => new(_exporter.Jamie, Options.Create(new OllamaOptions()), _time);

    private MeteredChatClient Metered(Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> answer) => Metered(Metrics(), answer);

    private MeteredChatClient Metered(OllamaMetrics metrics, Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> answer) =>
        new(new ScriptedChatClient(answer), metrics, _time);

    private async IAsyncEnumerable<ChatResponseUpdate> Answer()
    {
        await Task.CompletedTask;
        _time.Advance(TimeSpan.FromSeconds(2));
        yield return new ChatResponseUpdate(ChatRole.Assistant, "one ");
        _time.Advance(TimeSpan.FromSeconds(1));
        yield return new ChatResponseUpdate(ChatRole.Assistant, "two ");
        _time.Advance(TimeSpan.FromSeconds(2));
        var usage = new UsageDetails
        {
            InputTokenCount = 40,
            OutputTokenCount = 60,
            AdditionalCounts = new() { ["load_duration"] = 1_500_000_000, ["eval_duration"] = 2_000_000_000 },
        };
        yield return new ChatResponseUpdate(ChatRole.Assistant, [new TextContent("three"), new UsageContent(usage)]) { FinishReason = ChatFinishReason.Stop };
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Fail()
    {
        await Task.CompletedTask;
        yield return new ChatResponseUpdate(ChatRole.Assistant, "half");
        throw new TimeoutException();
    }
}
