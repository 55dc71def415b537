using JamieDaemon.Sandbox.Load;
using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Tests.Sandbox.Load;

public sealed class AnswerAuditTests
{
    private const string Bot = "B1";
    private const string Channel = "C1";
    private static readonly LoadQuestion First = new(7) { Channel = Channel, Ts = "1.000001" };
    private static readonly LoadQuestion Second = new(8) { Channel = Channel, Ts = "1.000002" };

    private static readonly TestCaseData[] Cases =
    [
        Case("both whole",                     new(2, 0, 0), Whole(First), Whole(Second)),
        Case("a note after the answer",        new(2, 0, 0), Said(First, First.Expected + "\n\n_a note_"), Whole(Second)),
        Case("one lost",                       new(1, 1, 0), Whole(First)),
        Case("one cut short",                  new(1, 1, 0), Part(First, ..^1), Whole(Second)),
        Case("words after the end",            new(1, 1, 0), Said(First, First.Expected + " again"), Whole(Second)),
        Case("an apology instead",             new(1, 1, 0), Said(First, "Sorry"), Whole(Second)),
        Case("one whole twice",                new(1, 0, 1), Whole(First), Whole(First), Whole(Second)),
        Case("one whole and once in part",     new(1, 0, 1), Whole(First), Part(First, ..30), Whole(Second)),
        Case("one in two halves",              new(1, 1, 1), Part(First, ..80), Part(First, 80..), Whole(Second)),
        Case("an apology and the answer",      new(1, 0, 1), Said(First, "Sorry"), Whole(First), Whole(Second)),
        Case("in the wrong thread",            new(1, 1, 0), Said(Second, First.Expected), Whole(Second)),
        Case("a second one beside the thread", new(1, 0, 1), Whole(First), Whole(First) with { ThreadTs = null }, Whole(Second)),
        Case("another bot's words",            new(1, 1, 0), Whole(First) with { BotId = "B2" }, Whole(Second)),
        Case("silence",                        new(0, 2, 0)),
    ];

    [TestCaseSource(nameof(Cases))]
    public void What_stands_in_Slack_is_counted(AnswerCount expected, SlackMessage[] messages) =>
        Assert.That(AnswerAudit.Count([First, Second], messages, Bot), Is.EqualTo(expected));

    private static TestCaseData Case(string name, AnswerCount expected, params SlackMessage[] messages) =>
        new TestCaseData(expected, messages).SetArgDisplayNames(name);

    private static SlackMessage Whole(LoadQuestion question) => Said(question, question.Expected);

    private static SlackMessage Part(LoadQuestion question, Range part) => Said(question, question.Expected[part]);

    private static SlackMessage Said(LoadQuestion question, string text) =>
        new() { Channel = Channel, ThreadTs = question.Ts, Text = text, BotId = Bot };
}
