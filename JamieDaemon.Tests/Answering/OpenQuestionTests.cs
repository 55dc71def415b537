using JamieDaemon.Answering;

namespace JamieDaemon.Tests.Answering;

public sealed class OpenQuestionTests
{
    private readonly OpenQuestions _questions = new();

    [Test]
    public void A_question_whose_answer_is_being_delivered_can_be_neither_stopped_nor_changed()
    {
        var open = Taken();
        Assert.That(open.TryClose(open.Run), Is.True);
        Assert.That(_questions.Stop(open.Question.Id, new Stop(StopCause.Asked)), Is.False);
        Assert.That(_questions.Change(open.Question.Id, "other words"), Is.False);
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
        _questions.Change(changed.Question.Id, "other words");
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
