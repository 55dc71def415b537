using JamieDaemon.Answering;
using JamieDaemon.Slack.Answers;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace JamieDaemon.Tests.Slack.Answers;

/// <summary>While Slack is away an answer is put off, but only where that says nothing twice and to nobody who did not want it.</summary>
public sealed class ExcusedAnswerTests
{
    private static readonly SlackException Away = new SlackUnavailableException("chat.update", "503", null);
    private static readonly SlackException Unknown = new AmbiguousSendException("chat.postMessage", "the connection broke", null);
    private static readonly AnswerEnding Apology = new AnswerEnding.Apologised("Sorry", "timeout");

    private static IEnumerable<TestCaseData> PutOff =>
    [
        new TestCaseData(false, false, Away, Apology).SetArgDisplayNames("in a thread"),
        new TestCaseData(false, true, Unknown, Apology).SetArgDisplayNames("in a thread, when it may stand"),
        new TestCaseData(false, false, new SlackRateLimitedException("chat.update", TimeSpan.FromHours(1)), Apology).SetArgDisplayNames("in a thread, when Slack limits it for long"),
        new TestCaseData(true, false, Away, Apology).SetArgDisplayNames("of a command, when nothing of it is seen"),
        new TestCaseData(false, false, Unknown, new AnswerEnding.Refused("not you")).SetArgDisplayNames("that is a refusal, when it may have been seen"),
    ];

    private static IEnumerable<TestCaseData> GivenUp =>
    [
        new TestCaseData(true, false, Unknown, Apology).SetArgDisplayNames("of a command, when it may have been seen"),
        new TestCaseData(true, true, Away, Apology).SetArgDisplayNames("of a command, when a part of it is seen"),
        new TestCaseData(false, false, Away, new AnswerEnding.Stopped(By: "U1")).SetArgDisplayNames("that was stopped"),
    ];

    [TestCaseSource(nameof(PutOff))]
    public void An_answer_is_put_off(bool isCommand, bool hasWords, SlackException failure, AnswerEnding ending) =>
        Assert.That(() => EndAsync(isCommand, hasWords, failure, ending), Throws.TypeOf<UndeliveredException>().With.InnerException.SameAs(failure));

    [TestCaseSource(nameof(GivenUp))]
    public void An_answer_is_given_up(bool isCommand, bool hasWords, SlackException failure, AnswerEnding ending) =>
        Assert.That(() => EndAsync(isCommand, hasWords, failure, ending), Throws.Exception.SameAs(failure));

    private static async Task EndAsync(bool isCommand, bool hasWords, SlackException failure, AnswerEnding ending)
    {
        var inner = Substitute.For<IAnswer>();
        inner.HasWords.Returns(hasWords);
        inner.EndAsync(default!, default).ThrowsAsyncForAnyArgs(failure);
        var question = Some.Question() with { ReplyUrl = isCommand ? new Uri("https://hooks.slack.test/1") : null };
        await using var answer = new ExcusedAnswer(inner, question, whisper: null!, NullLogger.Instance);
        await answer.EndAsync(ending, CancellationToken.None);
    }
}
