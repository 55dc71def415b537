using JamieDaemon.Answering;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Answers;
using JamieDaemon.Slack.WebApi;
using JamieDaemon.Tests.Support;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace JamieDaemon.Tests.Slack.Answers;

public sealed class MeteredAnswerTests
{
    private static readonly AnswerEnding Completed = new AnswerEnding.Completed(new AnswerSummary());

    private static IEnumerable<TestCaseData> Failures =>
    [
        new TestCaseData(null, "success", 1).SetArgDisplayNames("delivered"),
        new TestCaseData(new SlackApiException("chat.postMessage", new SlackResponse { Error = "restricted_action" }), "error", 1).SetArgDisplayNames("refused by Slack"),
        new TestCaseData(new UndeliveredException("Slack is away"), "error", 0).SetArgDisplayNames("put off"),
        new TestCaseData(new OperationCanceledException(), "error", 0).SetArgDisplayNames("stopped"),
    ];

    [TestCaseSource(nameof(Failures))]
    public async Task An_answer_counts_once_it_is_known_what_became_of_it(Exception? failure, string status, int count)
    {
        using var readings = new MeterReadings();
        var inner = Substitute.For<IAnswer>();
        if (failure is not null) inner.EndAsync(default!, default).ThrowsAsyncForAnyArgs(failure);
        await using (var answer = new MeteredAnswer(inner, Some.Question(), new SlackMetrics(readings.Jamie, TimeProvider.System), TimeProvider.System))
        {
            if (failure is null) await answer.EndAsync(Completed, CancellationToken.None);
            else Assert.That(async () => await answer.EndAsync(Completed, CancellationToken.None), Throws.TypeOf(failure.GetType()));
        }

        Assert.That(readings[$"slack.mentions.total{{status={status}}}"], Is.EqualTo(count));
    }

    [Test]
    public async Task An_ending_that_was_voided_does_not_count()
    {
        using var readings = new MeterReadings();
        var inner = Substitute.For<IAnswer>();
        await using (var answer = new MeteredAnswer(inner, Some.Question(), new SlackMetrics(readings.Jamie, TimeProvider.System), TimeProvider.System))
        {
            await answer.EndAsync(Completed, CancellationToken.None);
            answer.Restart();
            inner.EndAsync(default!, default).ThrowsAsyncForAnyArgs(new UndeliveredException("Slack is away"));
            Assert.That(async () => await answer.EndAsync(Completed, CancellationToken.None), Throws.TypeOf<UndeliveredException>());
        }

        Assert.That(readings["slack.mentions.total{status=success}"], Is.Zero);
    }

    [Test]
    public async Task An_answer_that_nobody_has_ended_is_left_to_somebody_else_and_does_not_count_yet()
    {
        using var readings = new MeterReadings();
        await using (new MeteredAnswer(Substitute.For<IAnswer>(), Some.Question(), new SlackMetrics(readings.Jamie, TimeProvider.System), TimeProvider.System))
        {
        }

        Assert.That(readings["slack.mentions.total{status=error}"], Is.Zero);
    }
}
