using System.Text.Json;
using JamieDaemon.Answering;
using JamieDaemon.Terminal;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Terminal;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class TerminalAnswerTests
{
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _errors = new() { NewLine = "\n" };
    private readonly ManualTimeProvider _time = new();

    [Test]
    public async Task Words_are_shown_as_they_come_and_take_the_place_of_what_was_going_on()
    {
        var answer = Begin(isTerminal: true);
        answer.Report(new AnswerProgress(AnswerPhase.Loading));
        Assert.That(_errors.ToString(), Is.EqualTo("\r\e[K… loading the model"));

        answer.Append("Check ");
        answer.Append("the pods.");
        Assert.That(_output.ToString(), Is.EqualTo("Check the "), "the last word may be the half of a secret");
        Assert.That(_errors.ToString(), Does.EndWith("\r\e[K"));

        answer.Report(new AnswerProgress(AnswerPhase.Reading));
        await answer.EndAsync(new AnswerEnding.Completed(new AnswerSummary()), CancellationToken.None);
        Assert.That(_output.ToString(), Is.EqualTo("Check the pods.\n"));
        Assert.That(_errors.ToString(), Does.Not.Contain("reading"), "who reads needs no more of that");
    }

    [Test]
    public void Nobody_who_does_not_look_is_told_what_is_going_on()
    {
        Begin(isTerminal: false).Report(new AnswerProgress(AnswerPhase.Loading));

        Assert.That(_errors.ToString(), Is.Empty);
    }

    private static IEnumerable<TestCaseData> Endings =>
    [
        new(new AnswerEnding.Apologised("Sorry, no model.", "model_not_found"), "failed", "Sorry, no model."),
        new(new AnswerEnding.Refused("You may not."), "refused", "You may not."),
        new(new AnswerEnding.Stopped("me"), "stopped", "Stopped."),
        new(new AnswerEnding.Withdrawn(), "stopped", "Stopped."),
    ];

    [TestCaseSource(nameof(Endings))]
    public async Task What_is_no_answer_stands_on_standard_error_below_what_was_said(AnswerEnding ending, string status, string sentence)
    {
        var answer = Begin(isTerminal: true);
        answer.Append("Check");
        await answer.EndAsync(ending, CancellationToken.None);

        Assert.That((_output.ToString(), _errors.ToString()), Is.EqualTo(("Check\n", $"{sentence}\n")));
        var reply = await answer.Reply;
        Assert.That((reply.Status, reply.Answer, reply.IsAnswered), Is.EqualTo((status, "Check", false)));
    }

    [Test]
    public async Task For_scripts_it_is_one_line_of_JSON_at_the_end()
    {
        var answer = Begin(isTerminal: false, asJson: true);
        answer.Append("Grüße,\n\e[1mJamie");
        Assert.That(_output.ToString(), Is.Empty);

        _time.Advance(TimeSpan.FromSeconds(3));
        await answer.EndAsync(new AnswerEnding.Completed(new AnswerSummary
        {
            Model = "tiny",
            PromptTokens = 12,
            AnswerTokens = 3,
            FirstWord = TimeSpan.FromSeconds(1.5),
        }), CancellationToken.None);

        Assert.That(_output.ToString().TrimEnd('\n'), Does.Not.Contain("\n").And.Not.Contain("\e"));
        using var line = JsonDocument.Parse(_output.ToString());
        Assert.That(line.RootElement.EnumerateObject().ToDictionary(part => part.Name, part => part.Value.ToString()), Is.EqualTo(
            new Dictionary<string, string>
            {
                ["id"] = "q1",
                ["question"] = "Why?",
                ["answer"] = "Grüße,\n[1mJamie",
                ["status"] = "answered",
                ["model"] = "tiny",
                ["duration_ms"] = "3000",
                ["queue_ms"] = "0",
                ["first_word_ms"] = "1500",
                ["prompt_tokens"] = "12",
                ["answer_tokens"] = "3",
            }));
    }

    [Test]
    public async Task What_is_said_about_an_answer_is_shown_below_it_and_told_to_scripts_apart_from_it()
    {
        var (shown, told) = (Begin(isTerminal: true), Begin(isTerminal: false, asJson: true));
        foreach (var answer in new[] { shown, told })
        {
            answer.Append("Check the pods.");
            answer.AppendNote("I left a file out.");
        }

        Assert.That(_output.ToString(), Is.EqualTo("Check the pods.\n\nI left a file out."));
        _output.GetStringBuilder().Clear();
        await told.EndAsync(new AnswerEnding.Completed(new AnswerSummary()), CancellationToken.None);
        using var line = JsonDocument.Parse(_output.ToString());
        Assert.That(line.RootElement.GetProperty("answer").GetString(), Is.EqualTo("Check the pods."));
        Assert.That(line.RootElement.GetProperty("note").GetString(), Is.EqualTo("I left a file out."));
    }

    [Test]
    public async Task An_answer_that_breaks_on_the_way_still_ends()
    {
        var answer = Begin(isTerminal: true);
        await answer.DisposeAsync();

        Assert.That((await answer.Reply).Status, Is.EqualTo("failed"));
    }

    [Test]
    public async Task An_end_is_the_end()
    {
        var answer = Begin(isTerminal: true);
        await answer.EndAsync(new AnswerEnding.Completed(new AnswerSummary()), CancellationToken.None);
        await answer.DisposeAsync();

        Assert.That((await answer.Reply).IsAnswered, Is.True);
        Assert.That(_errors.ToString(), Is.Empty);
    }

    private TerminalAnswer Begin(bool isTerminal, bool asJson = false)
    {
        var question = new Question
        {
            Id = "q1",
            Kind = QuestionKind.DirectMessage,
            Text = "Why?",
            Asker = "me",
            Conversation = new("", "terminal", null, null),
            AskedAt = _time.GetUtcNow(),
            ReceivedAt = _time.GetTimestamp(),
        };
        return new TerminalAnswer(question, new TerminalScreen(_output, _errors, isTerminal), asJson, _time);
    }
}
