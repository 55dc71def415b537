using System.Globalization;
using System.IO.Pipes;
using JamieDaemon.Observability.Logs;
using JamieDaemon.Tests.Support;
using Serilog.Core;

namespace JamieDaemon.Tests.Observability.Logs;

/// <summary>With a real pipe in the place of the console: the system holds 64 KB for its reader, and whoever writes more waits.</summary>
public sealed class ConsoleLinesTests
{
    private const int Events = 20_000;

    private AnonymousPipeServerStream _pipe = null!;
    private AnonymousPipeClientStream _reader = null!;
    private ConsoleLines _console = null!;

    [SetUp]
    public void Begin()
    {
        _pipe = new AnonymousPipeServerStream(PipeDirection.Out);
        _reader = new AnonymousPipeClientStream(PipeDirection.In, _pipe.ClientSafePipeHandle);
        _console = new ConsoleLines(new StreamWriter(_pipe) { AutoFlush = true });
    }

    [TearDown]
    public void End()
    {
        // Ends a write that still waits.
        _reader.Dispose();
        _console.Dispose();
        _pipe.Dispose();
    }

    [Test]
    public async Task A_console_that_nobody_reads_costs_its_own_lines_and_nothing_else()
    {
        using var folder = new TempFolder();
        using var meters = new TestMeterFactory();
        var metrics = new LogMetrics(new JamieDaemon.Telemetry.JamieMeter(meters), _console, TimeProvider.System);
        using (var files = LogFiles.Open(folder.Path))
        {
            await using var log = Logger(files, metrics);
            await Task.Run(() => Say(log)).WaitAsync(Limits.Token);
        }

        var filed = Directory.GetFiles(folder.Path, "jamie-*.json").Sum(path => File.ReadLines(path).Count(line => line.Contains("what the console", StringComparison.Ordinal)));
        Assert.That(filed, Is.EqualTo(Events));
        Assert.That(metrics.Failures, Is.GreaterThan(0).And.LessThan(Events));
    }

    [Test]
    public async Task A_console_that_is_read_again_says_how_many_lines_are_missing_and_where()
    {
        var line = new string('x', 1023) + "\n";
        for (var i = 0; i < 1200; i++) _console.Write(line);
        var lost = _console.Lost;
        Assert.That(lost, Is.Positive);
        using var text = new StreamReader(_reader);
        var (shown, missing) = (0, 0L);
        // The writer may have made room in between: what is missing is said wherever it is.
        while (shown < 1200 - lost) Take(await text.ReadLineAsync(Limits.Token));
        _console.Write("after\n");
        while (await text.ReadLineAsync(Limits.Token) is { } rest && rest != "after") Take(rest);
        Assert.That((shown, missing), Is.EqualTo((1200 - lost, lost)));

        void Take(string? read)
        {
            if (read == line.TrimEnd()) shown++;
            else if (read?.Split(' ') is ["Logging", "failed:", var count, "lines", "are", "missing", ..]) missing += long.Parse(count, CultureInfo.InvariantCulture);
            else Assert.Fail($"“{read}” is no line of these");
        }
    }

    [Test]
    public async Task When_logging_ends_the_last_lines_are_out()
    {
        using var meters = new TestMeterFactory();
        using var files = LogFiles.Open("");
        using var text = new StreamReader(_reader);
        var read = Task.Run(() => text.ReadToEndAsync(Limits.Token));
        await using (var log = Logger(files, new LogMetrics(new JamieDaemon.Telemetry.JamieMeter(meters), _console, TimeProvider.System)))
        {
            for (var i = 0; i < 100; i++) log.Information("line {Number}", i);
        }

        await _pipe.DisposeAsync();
        Assert.That(await read, Does.EndWith("line 99\n"));
    }

    [Test]
    public void A_console_that_fails_is_counted()
    {
        _reader.Dispose();
        _console.Write("lost\n");
        _console.Dispose();
        Assert.That(_console.Lost, Is.EqualTo(1));
    }

    private Logger Logger(LogFiles files, LogMetrics metrics) => LogPipeline.Create(
        new LogOptions(), files, metrics, _console, EcsUnderTest.Service, readable: false, TimeProvider.System);

    private static void Say(Logger log)
    {
        for (var i = 0; i < Events; i++) log.Information("{Number}: what the console may miss, the files have, however many lines that are", i);
    }
}
