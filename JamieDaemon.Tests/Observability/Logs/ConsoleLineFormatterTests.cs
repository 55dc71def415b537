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

    private static string Line(ConsoleLineFormatter formatter, Exception exception) => formatter.Line(new LogEvent(
        new DateTimeOffset(2030, 1, 2, 3, 4, 5, 678, TimeSpan.Zero), LogEventLevel.Warning, exception,
        new MessageTemplateParser().Parse("Said {What}"),
        [new("What", new ScalarValue("it\r\ntwice \e[31m")),
         new("SourceContext", new ScalarValue("JamieDaemon.Slack.Home"))]));
}
