using System.Net;
using System.Runtime.CompilerServices;
using JamieDaemon.Answering;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace JamieDaemon.Tests.Answering;

public sealed class QuestionAnswererTests
{
    private readonly IAnswer _answer = Substitute.For<IAnswer>();
    private readonly IAdmission _admission = Substitute.For<IAdmission>();
    private readonly IConversationHistory _history = Substitute.For<IConversationHistory>();
    private readonly OpenQuestions _questions = new();

    public QuestionAnswererTests()
    {
        _admission.AdmitAsync(default!, default).ReturnsForAnyArgs(new Admission.Admitted(AnswerStyle.Default));
        _history.ReadAsync(default!, default, default).ReturnsForAnyArgs(ConversationContext.None);
    }

    private static IEnumerable<TestCaseData> Failures =>
    [
        new TestCaseData(new TimeoutException(), "took too long"),
        new TestCaseData(new HttpRequestException(null, null, HttpStatusCode.NotFound), "not installed"),
        new TestCaseData(new HttpRequestException(null, null, HttpStatusCode.ServiceUnavailable), "too busy"),
        new TestCaseData(new HttpRequestException(null, null, HttpStatusCode.BadRequest), "refused this question"),
        new TestCaseData(new HttpRequestException(HttpRequestError.ConnectionError), "cannot reach"),
        new TestCaseData(new IOException(), "failed while working"),
        new TestCaseData(new InvalidOperationException("a bug"), "failed while working"),
        new TestCaseData(new OperationCanceledException("nobody cancelled"), "failed while working"),
    ];

    [TestCaseSource(nameof(Failures))]
    public async Task Whatever_a_model_dies_of_the_asker_hears_what_happened_and_an_id(Exception failure, string sentence)
    {
        var open = Open();
        Assert.That(await Answerer(_ => Fail(failure)).AnswerAsync(open, CancellationToken.None), Is.EqualTo(AnswerOutcome.Failed));
        Assert.That(Endings, Has.One.InstanceOf<AnswerEnding.Apologised>());
        Assert.That(((AnswerEnding.Apologised)Endings[0]).Sentence, Does.Contain(sentence).And.EndWith($"(answer {open.Question.Id})"));
    }

    [TestCase("")]
    [TestCase(" \n ")]
    public async Task An_answer_without_a_word_is_said_to_be_one(string nothing)
    {
        Assert.That(await Answerer(_ => Say(nothing)).AnswerAsync(Open(), CancellationToken.None), Is.EqualTo(AnswerOutcome.Failed));
        Assert.That(((AnswerEnding.Apologised)Endings[0]).Sentence, Does.Contain("nothing to say"));
    }

    [Test]
    public async Task A_whole_answer_is_completed()
    {
        Assert.That(await Answerer(_ => Say("all ", "is well")).AnswerAsync(Open(), CancellationToken.None), Is.EqualTo(AnswerOutcome.Answered));
        Received.InOrder(() =>
        {
            _answer.Append("all ");
            _answer.Append("is well");
            _ = _answer.EndAsync(Arg.Any<AnswerEnding.Completed>(), Arg.Any<CancellationToken>());
        });
    }

    [Test]
    public async Task A_process_that_stops_tells_the_asker()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        var outcome = await Answerer(token => Fail(new OperationCanceledException(token))).AnswerAsync(Open(), stop.Token);
        Assert.That(outcome, Is.EqualTo(AnswerOutcome.Interrupted));
        Assert.That(((AnswerEnding.Apologised)Endings[0]).Sentence, Does.Contain("being restarted"));
    }

    [Test]
    public async Task A_question_that_is_stopped_ends_with_what_was_said_so_far()
    {
        var open = Open();
        var outcome = await Answerer(token => SayUntilCancelled("so far", () => _questions.Stop(open.Question.Id, new Stop(StopCause.Asked, "U7")), token))
            .AnswerAsync(open, CancellationToken.None);
        Assert.That(outcome, Is.EqualTo(AnswerOutcome.Stopped));
        Assert.That(Endings, Has.Count.EqualTo(1).And.All.Matches<AnswerEnding>(ending => ending is AnswerEnding.Stopped { By: "U7", Summary.FirstWord: not null }));
    }

    [Test]
    public async Task A_question_that_is_deleted_leaves_nothing()
    {
        var open = Open();
        var outcome = await Answerer(token => SayUntilCancelled("so far", () => _questions.Stop(open.Question.Id, new Stop(StopCause.Deleted)), token))
            .AnswerAsync(open, CancellationToken.None);
        Assert.That(outcome, Is.EqualTo(AnswerOutcome.Withdrawn));
        Assert.That(Endings, Is.EqualTo(new AnswerEnding[] { new AnswerEnding.Withdrawn() }));
    }

    [Test]
    public async Task A_question_that_is_changed_is_asked_anew_in_its_new_words_and_answered_once()
    {
        var open = Open();
        var runs = 0;
        var outcome = await Answerer(token => ++runs == 1
                ? SayUntilCancelled("to the old words", () => _questions.ChangeAll(_ => true, "in other words", DateTimeOffset.UnixEpoch), token)
                : Say("to the new words"))
            .AnswerAsync(open, CancellationToken.None);
        Assert.That((outcome, runs, open.Question.Text), Is.EqualTo((AnswerOutcome.Answered, 2, "in other words")));
        Received.InOrder(() =>
        {
            _answer.Append("to the old words");
            _answer.Restart();
            _answer.Append("to the new words");
            _ = _answer.EndAsync(Arg.Any<AnswerEnding.Completed>(), Arg.Any<CancellationToken>());
        });
    }

    [Test]
    public async Task Who_may_not_ask_is_told_so_and_the_model_is_not_asked()
    {
        _admission.AdmitAsync(default!, default).ReturnsForAnyArgs(new Admission.Refused("not you"));
        var outcome = await Answerer(_ => throw new InvalidOperationException("the model was asked")).AnswerAsync(Open(), CancellationToken.None);
        Assert.That(outcome, Is.EqualTo(AnswerOutcome.Refused));
        Assert.That(Endings, Is.EqualTo(new AnswerEnding[] { new AnswerEnding.Refused("not you") }));
    }

    [Test]
    public async Task A_conversation_that_could_not_be_read_is_named_below_the_answer()
    {
        _history.ReadAsync(default!, default, default).ReturnsForAnyArgs(new ConversationContext { LeftOut = [new Omission(OmissionReason.ConversationForbidden)] });
        await Answerer(_ => Say("well")).AnswerAsync(Open(), CancellationToken.None);
        _answer.Received(1).AppendNote(Arg.Is<string>(said => said!.StartsWith("_I answered without reading the conversation")));
    }

    [TestCase("so far", "The answer ends here because its time was up")]
    [TestCase("", "did not begin its answer in time")]
    public async Task A_deadline_cuts_an_answer_and_says_so_below_what_was_said(string word, string sentence)
    {
        var open = Open();
        var outcome = await Answerer(token => SayUntilCancelled(word, () => _questions.Stop(open.Question.Id, new Stop(StopCause.Late)), token))
            .AnswerAsync(open, CancellationToken.None);
        Assert.That(outcome, Is.EqualTo(AnswerOutcome.Late), "a time-out is no cancellation");
        Assert.That(Endings, Has.Count.EqualTo(1).And.All.Matches<AnswerEnding>(
            ending => ending is AnswerEnding.Apologised { ErrorType: "timeout" } late && late.Sentence.Contains(sentence, StringComparison.Ordinal)));
        _answer.DidNotReceive().Restart();
    }

    private List<AnswerEnding> Endings => [.. _answer.ReceivedCalls().SelectMany(call => call.GetArguments()).OfType<AnswerEnding>()];

    private OpenQuestion Open()
    {
        var open = _questions.Add(Some.Question());
        open.TryTake();
        return open;
    }

    private QuestionAnswerer Answerer(Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> model)
    {
        var sink = Substitute.For<IAnswerSink>();
        sink.Begin(Arg.Any<Question>()).Returns(_answer);
        return new QuestionAnswerer(
            _admission, _history, new ScriptedChatClient(model), Substitute.For<IModelCatalog>(), sink, new MemoryQuestionJournal(), Some.Observer(), Options.Create(new AnsweringOptions()), TimeProvider.System, NullLogger<QuestionAnswerer>.Instance);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> SayUntilCancelled(
        string word, Action then, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new ChatResponseUpdate(ChatRole.Assistant, word);
        then();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Say(params string[] words)
    {
        foreach (var word in words)
        {
            await Task.Yield();
            yield return new ChatResponseUpdate(ChatRole.Assistant, word);
        }
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> Fail(Exception failure)
    {
        await Task.Yield();
        yield return new ChatResponseUpdate(ChatRole.Assistant, "well, ");
        throw failure;
    }
}
