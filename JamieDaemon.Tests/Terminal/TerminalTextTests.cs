using JamieDaemon.Answering;
using JamieDaemon.Terminal;

namespace JamieDaemon.Tests.Terminal;

public sealed class TerminalTextTests
{
    [TestCase("plain\n\ttext, Grüße 🙂", "plain\n\ttext, Grüße 🙂")]
    [TestCase("\e[2Jgone\a\r\b\0", "[2Jgone")]
    [TestCase("\u009b31mred\u0085", "31mred")]
    public void Nothing_that_a_terminal_would_obey_comes_through(string said, string shown) =>
        Assert.That(TerminalText.Harmless(said), Is.EqualTo(shown));

    private static IEnumerable<TestCaseData> Phases =>
    [
        new(new AnswerProgress(AnswerPhase.Gathering), "gathering the context"),
        new(new AnswerProgress(AnswerPhase.Waiting), "waiting for the model"),
        new(new AnswerProgress(AnswerPhase.Waiting, Ahead: 3, Left: TimeSpan.FromSeconds(12.2)), "waiting, 3 ahead, about 13 s"),
        new(new AnswerProgress(AnswerPhase.Loading, Left: TimeSpan.FromMinutes(2.5)), "loading the model, about 3 min"),
        new(new AnswerProgress(AnswerPhase.Reading), "reading"),
        new(new AnswerProgress(AnswerPhase.Reading, Tokens: 1234, Left: TimeSpan.FromSeconds(4)), "reading some 1,234 tokens, about 4 s"),
    ];

    [TestCaseSource(nameof(Phases))]
    public void A_step_is_told_with_what_is_known_of_it(AnswerProgress progress, string words) =>
        Assert.That(TerminalText.Of(progress), Is.EqualTo(words));
}
