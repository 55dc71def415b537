using JamieDaemon.Answering;
using NSubstitute;

namespace JamieDaemon.Tests.Answering;

public sealed class OpenQuestionTests
{
    private readonly OpenQuestions _questions = new();

    [Test]
    public void What_is_whole_can_be_stopped_until_somebody_has_seen_a_word_and_deleted_until_it_is_delivered()
    {
        var answer = Substitute.For<IAnswer>();
        var sink = Substitute.For<IAnswerSink>();
        sink.Begin(Arg.Any<Question>()).Returns(answer);
        var seen = Taken();
        seen.Answer(sink);
        answer.HasWords.Returns(true);
        Assert.That(seen.TryDeliver(seen.Run), Is.True);
        Assert.That(_questions.Stop(seen.Question.Id, new Stop(StopCause.Asked)), Is.False);
        Assert.That(_questions.AnyIsWhole(question => question.Id == seen.Question.Id), Is.True);
        Assert.That(_questions.Stop(seen.Question.Id, new Stop(StopCause.Deleted)), Is.True);
        Assert.That(seen.Run.IsCancellationRequested || !seen.TryClose(seen.Run), Is.True);

        var unseen = Taken();
        unseen.Answer(sink);
        answer.HasWords.Returns(false);
        var run = unseen.Run;
        Assert.That(unseen.TryDeliver(run), Is.True);
        Assert.That(_questions.Stop(unseen.Question.Id, new Stop(StopCause.Asked)), Is.True);
        Assert.That(unseen.TryClose(run), Is.False);
    }

    [Test]
    public void Whoever_clicks_below_a_whole_answer_before_its_delivery_is_confirmed_finds_nobody_at_work()
    {
        var open = Taken();
        Assert.That(_questions.AnyIsAtWork(question => question.Id == open.Question.Id), Is.True);
        open.TryDeliver(open.Run);
        Assert.That(_questions.AnyIsAtWork(question => question.Id == open.Question.Id), Is.False);
    }

    [Test]
    public void A_question_whose_answer_is_delivered_can_be_neither_stopped_nor_changed()
    {
        var open = Taken();
        Assert.That(open.TryClose(open.Run), Is.True);
        Assert.That(_questions.Stop(open.Question.Id, new Stop(StopCause.Asked)), Is.False);
        _questions.ChangeAll(_ => true, "other words", DateTimeOffset.UnixEpoch);
        Assert.That(open.Question.Text, Is.Not.EqualTo("other words"));
    }

    [Test]
    public void An_answer_is_not_delivered_when_the_question_was_stopped_or_changed_a_moment_before()
    {
        var stopped = Taken();
        _questions.Stop(stopped.Question.Id, new Stop(StopCause.Asked));
        Assert.That(stopped.TryClose(stopped.Run), Is.False);

        var changed = Taken();
        var run = changed.Run;
        _questions.ChangeAll(question => question.Id == changed.Question.Id, "other words", DateTimeOffset.UnixEpoch);
        Assert.That(changed.TryClose(run), Is.False);
        Assert.That(changed.TryClose(changed.Run), Is.True, "the answer to the other words");
    }

    [Test]
    public void A_question_that_has_ended_is_stopped_without_harm()
    {
        var open = Taken();
        _questions.Remove(open);
        Assert.That(_questions.Stop(open.Question.Id, new Stop(StopCause.Asked)), Is.False);
        Assert.That(() => open.TryStop(new Stop(StopCause.Asked)), Throws.Nothing);
    }

    private OpenQuestion Taken()
    {
        var open = _questions.Add(Some.Question());
        open.TryTake();
        return open;
    }
}
