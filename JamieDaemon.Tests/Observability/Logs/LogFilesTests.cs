using System.Text;
using System.Text.RegularExpressions;
using JamieDaemon.Observability;
using JamieDaemon.Observability.Logs;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace JamieDaemon.Tests.Observability.Logs;

public sealed partial class LogFilesTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void Clean() => _folder.Dispose();

    /// <summary>All rules for lines and files at once: each can be broken, as <see cref="LogJudgeTests"/> shows.</summary>
    [Test]
    public async Task A_hundred_thousand_awkward_events_of_ten_threads_break_no_rule_while_files_roll()
    {
        const int Threads = 10, Each = 10_000;
        var (named, refused) = (0, 0);
        using (var host = Host(sizeLimit: 8 * 1024 * 1024))
        {
            var logger = host.Services.GetRequiredService<ILogger<LogFilesTests>>();
            await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
            {
                // The numbers of each thread are without a gap: what cannot keep its labels has none.
                for (int i = 0, number = 0; i < Each; i++)
                {
                    var fate = AwkwardEvents.Say(logger, thread, number, kind: i);
                    if (fate == AwkwardEvents.Fate.Whole) number++;
                    else if (fate == AwkwardEvents.Fate.Named) Interlocked.Increment(ref named);
                    else Interlocked.Increment(ref refused);
                }
            })));
        }

        var (broken, lines) = LogFileRules.Judge(Files().Select(File.ReadAllBytes));
        Assert.That(broken, Is.Empty);
        Assert.That(Files(), Has.Length.GreaterThan(5));
        Assert.That(named, Is.GreaterThan(0));
        Assert.That((lines.Count, lines.Values.Sum()), Is.EqualTo((Threads, (Threads * Each) - named - refused)));
        var all = string.Concat(Files().Select(File.ReadAllText));
        Assert.That(all, Does.Not.Contain("SECRET").IgnoreCase);
        Assert.That(Regex.Count(all, "\"action\":\"log.record_failed\""), Is.EqualTo(named));
    }

    [Test]
    public void Every_file_begins_with_a_record_that_no_other_has()
    {
        using (var host = Host(sizeLimit: 64 * 1024))
        {
            var logger = host.Services.GetRequiredService<ILogger<LogFilesTests>>();
            for (var i = 0; i < 1000; i++)
            {
                Log.Line(logger, 0, i);
            }
        }

        var beginnings = Files().Select(file => Encoding.UTF8.GetString(File.ReadAllBytes(file).AsSpan(0, 256))).ToArray();
        Assert.That(beginnings, Has.Length.GreaterThan(2).And.Unique);
        Assert.That(File.ReadLines(Files()[0]).First(), Does.Contain("\"action\":\"log.file_opened\""));
        Assert.That(Files().Select(file => File.ReadLines(file).First().Length), Is.All.GreaterThan(256));
    }

    [TestCase("Microsoft.Hosting.Lifetime", LogLevel.Information, false)]
    [TestCase("Microsoft.Hosting.Lifetime", LogLevel.Warning, true)]
    [TestCase("System.Net.Http.HttpClient.slack", LogLevel.Information, false)]
    [TestCase("Microsoft.Extensions.Diagnostics.HealthChecks.DefaultHealthCheckService", LogLevel.Error, false)]
    [TestCase("JamieDaemon.Slack", LogLevel.Information, true)]
    [TestCase("JamieDaemon.Slack", LogLevel.Debug, false)]
    public void Noisy_sources_are_quieter(string source, LogLevel level, bool enabled)
    {
        using var host = Host();
        Assert.That(host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(source).IsEnabled(level),
            Is.EqualTo(enabled));
    }

    [Test]
    public async Task What_no_file_takes_is_on_the_console_although_that_is_turned_off()
    {
        // Every write to them fails with ENOSPC, which nobody knows before the first.
        foreach (var hours in (int[])[0, 1])
            File.CreateSymbolicLink(_folder.File($"{new LogFileName(LogFileName.HourOf(TimeProvider.System.GetUtcNow().AddHours(hours)), 0)}"), "/dev/full");
        using var writer = ChildProgram.Start("write", _folder.Path, "canary");
        var (seen, limit) = (new List<string>(), Limits.Token);
        while (!seen.Exists(line => line.Contains("canary/3:", StringComparison.Ordinal)) && await writer.StandardOutput.ReadLineAsync(limit) is { } line) seen.Add(line);
        writer.StandardInput.Close();
        await writer.StandardOutput.ReadToEndAsync(limit);
        await writer.WaitForExitAsync(limit);
        Assert.That(seen, Has.Some.Contains("canary/0:"), "also the one with which it began");
    }

    private string[] Files() => [.. Directory.GetFiles(_folder.Path, "jamie-*.json").Order(StringComparer.Ordinal)];

    private IHost Host(int sizeLimit = 4 * 1024 * 1024)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Testing" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Observability:Logs:Directory"] = _folder.Path,
            ["Observability:Logs:FileSizeLimitBytes"] = sizeLimit.ToString(),
            ["Observability:Logs:RetainedFileCount"] = "1000",
            ["Observability:Logs:Console"] = "false",
        });
        builder.Services.AddMetrics();
        builder.AddLogs();
        return builder.Build();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, EventName = "line", Message = "Line {Number} of thread {Thread}.")]
        public static partial void Line(ILogger logger, int thread, int number);
    }
}
