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
        Case("both whole",                     new(2, 0, 0), Said(First, First.Expected), Said(Second, Second.Expected)),
        Case("a note after the answer",        new(2, 0, 0), Said(First, First.Expected + "\n\n_a note_"), Said(Second, Second.Expected)),
        Case("one lost",                       new(1, 1, 0), Said(First, First.Expected)),
        Case("one cut short",                  new(1, 1, 0), Said(First, First.Expected[..^1]), Said(Second, Second.Expected)),
        Case("words after the end",            new(1, 1, 0), Said(First, First.Expected + " again"), Said(Second, Second.Expected)),
        Case("an apology instead",             new(1, 1, 0), Said(First, "Sorry"), Said(Second, Second.Expected)),
        Case("one whole twice",                new(1, 0, 1), Said(First, First.Expected), Said(First, First.Expected), Said(Second, Second.Expected)),
        Case("one whole and once in part",     new(1, 0, 1), Said(First, First.Expected), Said(First, First.Expected[..30]), Said(Second, Second.Expected)),
        Case("one in two halves",              new(1, 1, 1), Said(First, First.Expected[..80]), Said(First, First.Expected[80..]), Said(Second, Second.Expected)),
        Case("an apology and the answer",      new(1, 0, 1), Said(First, "Sorry"), Said(First, First.Expected), Said(Second, Second.Expected)),
        Case("in the wrong thread",            new(1, 1, 0), Said(Second, First.Expected), Said(Second, Second.Expected)),
        Case("a second one beside the thread", new(1, 0, 1), Said(First, First.Expected), Said(First, First.Expected) with { ThreadTs = null }, Said(Second, Second.Expected)),
        Case("another bot's words",            new(1, 1, 0), Said(First, First.Expected) with { BotId = "B2" }, Said(Second, Second.Expected)),
        Case("silence",                        new(0, 2, 0)),
    ];

    [TestCaseSource(nameof(Cases))]
    public void What_stands_in_Slack_is_counted(AnswerCount expected, SlackMessage[] messages) =>
        Assert.That(AnswerAudit.Count([First, Second], messages, Bot), Is.EqualTo(expected));

    private static TestCaseData Case(string name, AnswerCount expected, params SlackMessage[] messages) =>
        new TestCaseData(expected, messages).SetArgDisplayNames(name);

    private static SlackMessage Said(LoadQuestion question, string text) =>
        new() { Channel = Channel, ThreadTs = question.Ts, Text = text, BotId = Bot };
}
