using System.Text.Json;
using JamieDaemon.Observability;
using JamieDaemon.Observability.Logs;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Serilog.Events;
using Serilog.Parsing;

namespace JamieDaemon.Tests.Observability.Logs;

/// <summary>Everything that is known to go wrong with a log file, one after the other.</summary>
public sealed class RollingLogFileTests
{
    private static readonly ServiceIdentity Service = new("jamie-sre-chatbot", "1.2.3", "testing");

    private readonly ManualTimeProvider _time = new();
    private TempFolder _folder = null!;
    private TestMeterFactory _meters = null!;
    private LogMetrics _metrics = null!;

    [SetUp]
    public void Begin()
    {
        _folder = new TempFolder();
        _meters = new TestMeterFactory();
        _metrics = new LogMetrics(new JamieDaemon.Telemetry.JamieMeter(_meters), new ConsoleLines(TextWriter.Null), _time);
    }

    [TearDown]
    public void End()
    {
        _meters.Dispose();
        _folder.Dispose();
    }

    [Test]
    public void A_line_torn_by_a_crash_is_left_as_readers_have_seen_it_and_the_next_file_begun()
    {
        Write("before");
        File.AppendAllText(Path("jamie-2030010100.json"), "{\"@timestamp\":\"2030-");
        Write("after");
        Assert.That(Names(), Is.EqualTo(new[] { "jamie-2030010100.json", "jamie-2030010100_001.json" }));
        Assert.That(File.ReadAllText(Path("jamie-2030010100.json")), Does.EndWith("{\"@timestamp\":\"2030-"));
        Assert.That(Messages("jamie-2030010100_001.json").Skip(1), Is.EqualTo(new[] { "after" }));
    }

    [Test]
    public void A_file_that_ends_well_is_continued()
    {
        Write("before");
        Write("after");
        Assert.That(Messages("jamie-2030010100.json").Skip(1), Is.EqualTo(new[] { "before", "after" }));
    }

    [Test]
    public void A_torn_first_line_is_left_too_because_a_reader_may_have_its_half()
    {
        File.WriteAllText(Path("jamie-2030010100.json"), "{\"@time");
        Write("after");
        Assert.That(File.ReadAllText(Path("jamie-2030010100.json")), Is.EqualTo("{\"@time"));
        Assert.That(Messages("jamie-2030010100_001.json").Skip(1), Is.EqualTo(new[] { "after" }));
    }

    [Test]
    public void A_file_that_got_no_line_at_all_is_used()
    {
        File.WriteAllText(Path("jamie-2030010100.json"), "");
        Write("after");
        Assert.That(Messages("jamie-2030010100.json").Skip(1), Is.EqualTo(new[] { "after" }));
    }

    [Test]
    public async Task A_full_disk_costs_what_did_not_fit_and_the_next_file_says_how_much_that_is()
    {
        using var files = LogFiles.Open(_folder.Path);
        using var sink = Sink(files);
        // Every write to it fails with ENOSPC.
        File.CreateSymbolicLink(Path("jamie-2030010100.json"), "/dev/full");
        for (var i = 0; i < 3; i++) sink.Emit(Said($"lost {i}"));
        Assert.That(_metrics.Failures, Is.EqualTo(3));
        Assert.That(await HealthAsync(files), Is.EqualTo(HealthStatus.Degraded));
        Assert.That(files.Problem, Does.Contain("No space left").And.Contain("Make room"));

        File.Delete(Path("jamie-2030010100.json"));
        sink.Emit(Said("too soon"));
        _time.Advance(RollingLogFile.LookEvery);
        sink.Emit(Said("after"));
        Assert.That(Messages("jamie-2030010100.json").Skip(1), Is.EqualTo(new[]
        {
            "4 events could not be written to the log files since 2030-01-01T00:00:00Z: No space left on device : '" + Path("jamie-2030010100.json") + "'", "after",
        }));
        Assert.That(await HealthAsync(files), Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public void A_file_that_cannot_be_opened_at_the_start_is_tried_again()
    {
        using var files = LogFiles.Open(_folder.Path);
        using var sink = Sink(files);
        Directory.CreateDirectory(Path("jamie-2030010100.json"));
        sink.Emit(Said("lost"));
        Directory.Delete(Path("jamie-2030010100.json"));
        _time.Advance(RollingLogFile.LookEvery);
        sink.Emit(Said("after"));
        Assert.That(Messages("jamie-2030010100.json"), Has.Exactly(1).StartsWith("1 events could not be written").And.Exactly(1).EqualTo("after"));
    }

    [Test]
    public void A_file_that_cannot_be_opened_when_the_hour_changes_is_tried_again_within_that_hour()
    {
        using var files = LogFiles.Open(_folder.Path);
        using var sink = Sink(files);
        sink.Emit(Said("before"));
        Directory.CreateDirectory(Path("jamie-2030010101.json"));
        _time.Advance(TimeSpan.FromHours(1));
        sink.Emit(Said("lost"));
        Directory.Delete(Path("jamie-2030010101.json"));
        _time.Advance(RollingLogFile.LookEvery);
        sink.Emit(Said("after"));
        Assert.That(Messages("jamie-2030010100.json").Last(), Is.EqualTo("before"));
        Assert.That(Messages("jamie-2030010101.json").Last(), Is.EqualTo("after"));
        Assert.That(_metrics.Failures, Is.EqualTo(1));
    }

    [Test]
    public void A_directory_that_cannot_be_made_stops_nothing_and_is_tried_again()
    {
        File.WriteAllText(Path("not-a-directory"), "");
        using var files = LogFiles.Open(Path("not-a-directory/logs"));
        Assert.That(files.Problem, Does.Contain("cannot be written").And.Contain("Observability:Logs:Directory"));
        using var sink = Sink(files);
        sink.Emit(Said("lost"));
        File.Delete(Path("not-a-directory"));
        _time.Advance(RollingLogFile.LookEvery);
        sink.Emit(Said("after"));
        Assert.That(Messages("not-a-directory/logs/jamie-2030010100.json").Last(), Is.EqualTo("after"));
        Assert.That(files.Problem, Is.Null);
    }

    [Test]
    public async Task The_second_process_says_who_holds_the_files_and_takes_over_when_the_first_has_gone()
    {
        var first = LogFiles.Open(_folder.Path);
        using var files = LogFiles.Open(_folder.Path);
        using var sink = Sink(files);
        sink.Emit(Said("second"));
        Assert.That(files.Problem, Does.StartWith("Another process is writing").And.Contain("Give each process its own"));
        Assert.That(await HealthAsync(files), Is.EqualTo(HealthStatus.Degraded));
        Assert.That(Names(), Is.Empty);

        first.Dispose();
        _time.Advance(RollingLogFile.LookEvery);
        sink.Emit(Said("alone"));
        Assert.That(Messages("jamie-2030010100.json").Last(), Is.EqualTo("alone"));
    }

    [Test]
    public void A_file_that_somebody_deleted_is_missed_within_seconds()
    {
        using var files = LogFiles.Open(_folder.Path);
        using var sink = Sink(files);
        sink.Emit(Said("before"));
        File.Delete(Path("jamie-2030010100.json"));
        _time.Advance(RollingLogFile.LookEvery);
        sink.Emit(Said("after"));
        Assert.That(Messages("jamie-2030010100.json").Skip(1), Is.EqualTo(new[] { "after" }));
    }

    [Test]
    public void Copytruncate_leaves_no_hole_of_zeros()
    {
        using var files = LogFiles.Open(_folder.Path);
        using var sink = Sink(files);
        sink.Emit(Said("before"));
        File.WriteAllText(Path("jamie-2030010100.json"), "");
        sink.Emit(Said("after"));
        Assert.That(Messages("jamie-2030010100.json"), Is.EqualTo(new[] { "after" }));
    }

    [Test]
    public void The_oldest_files_go_and_nobody_elses()
    {
        File.WriteAllText(Path("jamie-2029010100.json"), "{}\n");
        File.WriteAllText(Path("jamie-2029010100_001.json"), "{}\n");
        File.WriteAllText(Path("jamie-2029010100-copy.json"), "{}\n");
        Write("now");
        Assert.That(Names(), Is.EqualTo(new[] { "jamie-2029010100-copy.json", "jamie-2029010100_001.json", "jamie-2030010100.json" }));
    }

    [Test]
    public void Files_from_the_future_of_a_clock_that_was_ahead_are_left_and_cost_the_current_one_nothing()
    {
        string[] future = ["jamie-2099010100.json", "jamie-2099010101.json", "jamie-2099010102.json"];
        foreach (var name in future.Append("jamie-2029010100.json").Append("jamie-2029010101.json")) File.WriteAllText(Path(name), "{}\n");
        Write("now");
        Assert.That(Names(), Is.EqualTo(new[] { "jamie-2029010101.json", "jamie-2030010100.json" }.Concat(future)));
        Assert.That(Messages("jamie-2030010100.json").Skip(1), Is.EqualTo(new[] { "now" }));
    }

    [Test]
    public void A_full_disk_keeps_no_file_that_is_too_old()
    {
        File.WriteAllText(Path("jamie-2029010100.json"), "{}\n");
        File.WriteAllText(Path("jamie-2029010101.json"), "{}\n");
        // Every write to it fails with ENOSPC.
        File.CreateSymbolicLink(Path("jamie-2030010100.json"), "/dev/full");
        Write("lost");
        Assert.That(Names(), Is.EqualTo(new[] { "jamie-2029010101.json", "jamie-2030010100.json" }));
    }

    [Test]
    public void A_directory_that_somebody_deleted_is_made_again_within_seconds()
    {
        var directory = Path("logs");
        using var files = LogFiles.Open(directory);
        using var sink = Sink(files);
        sink.Emit(Said("before"));
        Directory.Delete(directory, recursive: true);
        _time.Advance(RollingLogFile.LookEvery);
        sink.Emit(Said("after"));
        Assert.That(Messages("logs/jamie-2030010100.json").Skip(1), Is.EqualTo(new[] { "after" }));
        Assert.That((files.Problem, _metrics.Failures), Is.EqualTo(((string?)null, 0L)));
        using var second = LogFiles.Open(directory);
        Assert.That(second.Problem, Does.StartWith("Another process is writing"), "and is held again");
    }

    [TestCase("jamie.lock")]
    [TestCase("jamie*")]
    public void Whoever_deletes_the_lock_lets_one_writer_in_and_not_two(string deleted)
    {
        using var first = LogFiles.Open(_folder.Path);
        using var sink = Sink(first);
        sink.Emit(Said("before"));
        foreach (var path in Directory.GetFiles(_folder.Path, deleted)) File.Delete(path);
        using var second = LogFiles.Open(_folder.Path);
        Assert.That(second.Problem, Is.Null);
        _time.Advance(RollingLogFile.LookEvery);
        sink.Emit(Said("not here"));
        Assert.That(first.Problem, Does.StartWith("Another process is writing"));

        second.Dispose();
        _time.Advance(RollingLogFile.LookEvery);
        sink.Emit(Said("alone"));
        Assert.That(first.Problem, Is.Null);
        Assert.That(Messages("jamie-2030010100.json"), Does.Contain("alone").And.Not.Contain("not here"));
    }

    [Test]
    public void A_lock_that_is_deleted_is_held_anew()
    {
        using var files = LogFiles.Open(_folder.Path);
        using var sink = Sink(files);
        sink.Emit(Said("before"));
        File.Delete(Path("jamie.lock"));
        _time.Advance(RollingLogFile.LookEvery);
        sink.Emit(Said("after"));
        using var second = LogFiles.Open(_folder.Path);
        Assert.That(second.Problem, Does.StartWith("Another process is writing"));
        Assert.That(Messages("jamie-2030010100.json").Skip(1), Is.EqualTo(new[] { "before", "after" }));
    }

    [Test]
    public async Task An_empty_directory_turns_files_off()
    {
        using var files = LogFiles.Open("");
        Assert.That((files.Directory, files.Problem), Is.EqualTo(((string?)null, (string?)null)));
        Assert.That(await HealthAsync(files), Is.EqualTo(HealthStatus.Healthy));
    }

    private void Write(string text)
    {
        using var files = LogFiles.Open(_folder.Path);
        using var sink = Sink(files);
        sink.Emit(Said(text));
    }

    private RollingLogFile Sink(LogFiles files) =>
        new(files, new LogOptions { RetainedFileCount = 2 }, new EcsJsonFormatter(Service), Service, _metrics, _time);

    private async Task<HealthStatus> HealthAsync(LogFiles files) =>
        (await new LogHealthCheck(files, _metrics).CheckHealthAsync(new HealthCheckContext(), CancellationToken.None)).Status;

    private LogEvent Said(string text) =>
        new(_time.GetUtcNow(), LogEventLevel.Information, exception: null, new MessageTemplateParser().Parse(text), []);

    private string Path(string name) => _folder.File(name);

    private string[] Names() =>
        [.. Directory.GetFiles(_folder.Path, "jamie-*.json").Select(path => System.IO.Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private string[] Messages(string name) =>
        [.. File.ReadLines(Path(name)).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("message").GetString()!)];
}
