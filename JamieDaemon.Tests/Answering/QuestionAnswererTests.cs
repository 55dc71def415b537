using System.Net;
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
        var question = Some.Question();
        Assert.That(await Answerer(_ => Fail(failure)).AnswerAsync(question, CancellationToken.None), Is.False);
        await _answer.Received(1).ApologiseAsync(Arg.Is<string>(said => said!.Contains(sentence) && said.EndsWith($"(answer {question.Id})")));
        await _answer.DidNotReceive().CompleteAsync();
    }

    [TestCase("")]
    [TestCase(" \n ")]
    public async Task An_answer_without_a_word_is_said_to_be_one(string nothing)
    {
        Assert.That(await Answerer(_ => Say(nothing)).AnswerAsync(Some.Question(), CancellationToken.None), Is.False);
        await _answer.Received(1).ApologiseAsync(Arg.Is<string>(said => said!.Contains("nothing to say")));
    }

    [Test]
    public async Task A_whole_answer_is_completed()
    {
        Assert.That(await Answerer(_ => Say("all ", "is well")).AnswerAsync(Some.Question(), CancellationToken.None), Is.True);
        Received.InOrder(() =>
        {
            _answer.Append("all ");
            _answer.Append("is well");
            _ = _answer.CompleteAsync();
        });
    }

    [Test]
    public async Task A_process_that_stops_tells_the_asker_and_passes_the_cancellation_on()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        await Assert.ThrowsAsync<OperationCanceledException>(
            () => Answerer(token => Fail(new OperationCanceledException(token))).AnswerAsync(Some.Question(), stop.Token));
        await _answer.Received(1).ApologiseAsync(Arg.Is<string>(said => said!.Contains("being restarted")));
    }

    [Test]
    public async Task A_conversation_that_could_not_be_read_is_named_below_the_answer()
    {
        var history = Substitute.For<IConversationHistory>();
        history.ReadAsync(default!, default, default).ReturnsForAnyArgs(new ConversationContext { LeftOut = [new Omission(OmissionReason.ConversationForbidden)] });
        await Answerer(_ => Say("well"), history).AnswerAsync(Some.Question(), CancellationToken.None);
        _answer.Received(1).Append(Arg.Is<string>(said => said!.StartsWith("\n\n_I answered without reading the conversation")));
    }

    private QuestionAnswerer Answerer(Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>> model, IConversationHistory? history = null)
    {
        if (history is null)
        {
            history = Substitute.For<IConversationHistory>();
            history.ReadAsync(default!, default, default).ReturnsForAnyArgs(ConversationContext.None);
        }

        var sink = Substitute.For<IAnswerSink>();
        sink.Begin(Arg.Any<Question>()).Returns(_answer);
        return new QuestionAnswerer(
            history, new ScriptedChatClient(model), Substitute.For<IModelCatalog>(), sink, Options.Create(new AnsweringOptions()), NullLogger<QuestionAnswerer>.Instance);
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
