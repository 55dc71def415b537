using JamieDaemon.Observability.Logs;
using Serilog.Events;
using Serilog.Parsing;

namespace JamieDaemon.Tests.Observability.Logs;

public sealed class ConsoleLineFormatterTests
{
    private static readonly IOException Broken = new("the pipe\nbroke", new TimeoutException("xoxb-1-secret"));

    [Test]
    public void A_service_writes_one_line_per_event() => Assert.That(
        Line(new ConsoleLineFormatter(readable: false, colour: false, wholeExceptions: false), Broken),
        Is.EqualTo("2030-01-02T03:04:05.678Z warn Slack.Home: Said it  twice  [31m"
            + " | IOException: the pipe broke | TimeoutException: [redacted]\n"));

    [Test]
    public void A_person_gets_colour_and_the_whole_exception() => Assert.That(
        Line(new ConsoleLineFormatter(readable: true, colour: true, wholeExceptions: true), Broken),
        Does.StartWith("03:04:05.678 \e[33mwarn\e[0m Slack.Home: Said it  twice")
            .And.Contain("\nSystem.IO.IOException: the pipe\nbroke")
            .And.Not.Contain("xoxb"));

    [TestCase(LogEventLevel.Debug, 7)]
    [TestCase(LogEventLevel.Information, 6)]
    [TestCase(LogEventLevel.Warning, 4)]
    [TestCase(LogEventLevel.Error, 3)]
    [TestCase(LogEventLevel.Fatal, 2)]
    public void For_journald_every_line_begins_with_its_severity(LogEventLevel level, int severity) => Assert.That(
        Line(new ConsoleLineFormatter(readable: false, colour: false, wholeExceptions: true, severity: true), Broken, level).TrimEnd('\n').Split('\n'),
        Has.Length.GreaterThan(2).And.All.StartsWith($"<{severity}>"));

    [TestCase("8:4711", "socket:[4711]", true)]
    [TestCase("8:4711", "socket:[47110]", false)]
    [TestCase("8:4711", "pipe:[4711]", false)]
    [TestCase("8:4711", "/dev/pts/0", false)]
    [TestCase("8:4711", null, false)]
    [TestCase("4711", "socket:[4711]", false)]
    [TestCase(null, "socket:[4711]", false)]
    public void A_console_is_journalds_when_it_is_that_socket(string? variable, string? console, bool expected) =>
        Assert.That(JournalStream.Is(variable, console), Is.EqualTo(expected));

    private static string Line(ConsoleLineFormatter formatter, Exception exception, LogEventLevel level = LogEventLevel.Warning) => formatter.Line(new LogEvent(
        new DateTimeOffset(2030, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), level, exception,
        new MessageTemplateParser().Parse("Said {What}"),
        [new("What", new ScalarValue("it\r\ntwice \e[31m")),
         new("SourceContext", new ScalarValue("JamieDaemon.Slack.Home"))]));
}
