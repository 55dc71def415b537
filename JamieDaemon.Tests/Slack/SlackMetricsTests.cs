using JamieDaemon.Answering;
using JamieDaemon.Observability.Prometheus;
using JamieDaemon.Slack;
using JamieDaemon.Telemetry;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace JamieDaemon.Tests.Slack;

public sealed class SlackMetricsTests
{
    private readonly ExporterUnderTest _exporter = new(NullLogger<PrometheusExporter>.Instance);
    private readonly ManualTimeProvider _time = new();
    private SlackMetrics _metrics = null!;

    private static IEnumerable<TestCaseData> Endings =>
    [
        new(new AnswerEnding.Completed(new AnswerSummary()), "success", null),
        new(new AnswerEnding.Stopped("U1"), "cancelled", null),
        new(new AnswerEnding.Refused("No."), "denied", null),
        new(new AnswerEnding.Apologised("Sorry.", ErrorType.Timeout), "timeout", "timeout"),
        new(new AnswerEnding.Apologised("Sorry.", ErrorType.ModelNotFound), "error", "model_not_found"),
        new(new AnswerEnding.Apologised("Bye.", ErrorType.Cancelled), "cancelled", null),
    ];

    [SetUp]
    public void Start() => _metrics = new SlackMetrics(_exporter.Jamie, _time);

    [TearDown]
    public void Stop() => _exporter.Dispose();

    [TestCaseSource(nameof(Endings))]
    public void An_answer_is_counted_by_how_it_ended_and_what_went_wrong(AnswerEnding ending, string status, string? errorType)
    {
        _metrics.Ended(Some.Question(kind: QuestionKind.DirectMessage), ending, TimeSpan.FromSeconds(3), length: 120);

        var page = _exporter.Text;
        var isAnswer = ending is AnswerEnding.Completed;
        Assert.That(page, Does.Contain($"slack_direct_messages_total{{status=\"{status}\"}} 1\n"));
        Assert.That(Raised(page, "slack_direct_messages_errors_total"), Is.EqualTo(errorType is null ? [] : new[] { $"slack_direct_messages_errors_total{{error_type=\"{errorType}\"}} 1" }));
        Assert.That(page, Does.Contain($"slack_direct_messages_response_length_sum {(isAnswer ? 120 : 0)}\n"));
        Assert.That(page, Does.Contain($"slack_direct_messages_duration_seconds_count {(status == "denied" ? 0 : 1)}\n"));
        Assert.That(Raised(page, "slack_mentions"), Is.Empty);
    }

    [Test]
    public void What_Slack_did_not_take_is_an_error_of_Slacks()
    {
        _metrics.Undelivered(QuestionKind.Mention, TimeSpan.FromSeconds(3));
        Assert.That(_exporter.Text, Does.Contain("slack_mentions_total{status=\"error\"} 1\n").And.Contain("slack_mentions_errors_total{error_type=\"slack_api\"} 1\n"));
    }

    [Test]
    public void What_was_not_meant_for_Jamie_leaves_no_trace()
    {
        var before = _exporter.Text.Split('\n').Where(line => line.StartsWith("slack_", StringComparison.Ordinal));
        _metrics.Ended(Some.Question(), new AnswerEnding.Withdrawn(), TimeSpan.FromSeconds(3), length: 0);
        Assert.That(_exporter.Text.Split('\n').Where(line => line.StartsWith("slack_", StringComparison.Ordinal)), Is.EqualTo(before));
        Assert.That(_exporter.Text, Does.Contain("active_users 0\n"));
    }

    [Test]
    public void Active_are_those_of_the_last_fifteen_minutes_each_once()
    {
        _metrics.Seen("U1");
        _metrics.Seen("U2");
        _time.Advance(TimeSpan.FromMinutes(14));
        _metrics.Seen("U2");
        Assert.That(_exporter.Text, Does.Contain("active_users 2\n"));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(_exporter.Text, Does.Contain("active_users 1\n"));
        Assert.That(_exporter.Text, Does.Not.Contain("U2"));
    }

    private static IEnumerable<string> Raised(string page, string name) =>
        page.Split('\n').Where(line => line.StartsWith(name, StringComparison.Ordinal) && !line.EndsWith(" 0", StringComparison.Ordinal));
}
