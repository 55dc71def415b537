using JamieDaemon.Slack.Interactions;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.Interactions;

public sealed class SharableAnswersTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly SharableAnswers _answers;

    public SharableAnswersTests() => _answers = new SharableAnswers(_time);

    [Test]
    public void What_is_shared_is_what_its_asker_saw_last()
    {
        _answers.Keep("Q1", "the words that Slack did not take");
        _answers.Keep("Q1", "the words that it took");
        Assert.That(_answers.TryTake("Q1", out var shared), Is.True);
        Assert.That(shared, Is.EqualTo("the words that it took"));
        Assert.That(_answers.TryTake("Q1", out _), Is.False, "a second click");
    }

    [Test]
    public void An_answer_can_be_shared_for_half_an_hour()
    {
        _answers.Keep("Q1", "the answer");
        _time.Advance(TimeSpan.FromMinutes(30));
        Assert.That(_answers.TryTake("Q1", out var shared), Is.True);
        _answers.GiveBack("Q1", shared!);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(_answers.TryTake("Q1", out _), Is.False);
    }
}
