using JamieDaemon.Sandbox.Model;

namespace JamieDaemon.Tests.Sandbox.Model;

public sealed class ModelAnswerTests
{
    [Test]
    public void It_says_what_it_is_what_it_was_asked_and_what_it_was_given() =>
        Assert.That(
            Answer(
                new("system", "You are Jamie, an SRE assistant who answers from the thread."),
                new("user", "Ada wrote: the checkout service was deployed at 14:02"),
                new("assistant", "Noted."),
                new("user", "Bob wrote: lunch?\nand the database is fine"),
                new("user", "When was the checkout\nservice deployed?")),
            Is.EqualTo(
                "I am the sandbox's stand-in for a model, not a real one. You asked: “When was the checkout service deployed?”. "
                + "I was given 3 messages of context. What fits best in it: “Ada wrote: the checkout service was deployed at 14:02”. "
                + "My instructions begin: “You are Jamie, an SRE assistant who answers …”."));

    [Test]
    public void Without_context_it_says_that() =>
        Assert.That(Answer(new ModelMessage("user", "Hello?")), Does.EndWith("You asked: “Hello?”. I was given no context."));

    [Test]
    public void A_question_asked_before_counts_as_context() =>
        Assert.That(Answer(new("user", "Again?"), new("user", "Again?")), Does.Contain("1 message of context"));

    [TestCase("load-42", "Ada wrote: load-41\nload-42 please")]
    [TestCase("What about load-42 now?", "load-42")]
    [TestCase(" no mark here ", "no mark here")]
    public void The_answer_of_a_load_run_depends_on_the_question_alone(string asked, string prompted) =>
        Assert.That(
            ModelAnswer.ForLoad(new ModelPrompt("m", [new("user", "load-7"), new("user", prompted)])),
            Is.EqualTo(ModelAnswer.ExpectedAnswer(asked)));

    [Test]
    public void Answers_of_a_load_run_differ_and_none_contains_another()
    {
        var answers = Enumerable.Range(0, 300).Select(i => ModelAnswer.ExpectedAnswer($"load-{i}")).ToList();
        Assert.That(answers, Is.Unique);
        Assert.That(answers.Where(one => answers.Any(other => one != other && other.Contains(one, StringComparison.Ordinal))), Is.Empty);
    }

    private static string Answer(params ModelMessage[] messages) =>
        ModelAnswer.FromPrompt(new ModelPrompt("bruno-sre", messages));
}
