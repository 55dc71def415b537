using System.Text;
using System.Text.Json;
using JamieDaemon.Observability;
using JamieDaemon.Observability.Logs;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace JamieDaemon.Tests.Observability.Logs;

public sealed partial class LogFilesTests
{
    private readonly TempFolder _folder = new();

    [TearDown]
    public void Clean() => _folder.Dispose();

    [Test]
    public async Task Ten_threads_lose_nothing_when_files_roll_in_the_middle()
    {
        const int Threads = 10, Each = 10_000;
        using (var host = Host())
        {
            var logger = host.Services.GetRequiredService<ILogger<LogFilesTests>>();
            await Task.WhenAll(Enumerable.Range(0, Threads).Select(thread => Task.Run(() =>
            {
                for (var i = 0; i < Each; i++)
                {
                    Log.Line(logger, thread, i);
                }
            })));
        }

        var seen = new HashSet<(string?, string?)>();
        foreach (var line in Files().SelectMany(File.ReadLines))
        {
            using var json = JsonDocument.Parse(line);
            var labels = json.RootElement.GetProperty("labels");
            if (labels.TryGetProperty("thread", out var thread))
            {
                Assert.That(seen.Add((thread.GetString(), labels.GetProperty("number").GetString())), Is.True);
            }
        }

        Assert.That(seen, Has.Count.EqualTo(Threads * Each));
        Assert.That(Files(), Has.Length.GreaterThan(5));
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

    [Test]
    public void After_a_crash_in_mid_line_every_line_still_parses()
    {
        WriteOne("before");
        File.AppendAllText(Files().Single(), "{\"@timestamp\":\"2030-");
        WriteOne("after");
        var messages = File.ReadLines(Files().Single())
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("message").GetString()).ToArray();
        Assert.That(messages.Skip(1), Is.EqualTo(new[] { "before", "after" }));
    }

    [Test]
    public async Task The_second_process_logs_to_the_console_only_and_says_so()
    {
        using var first = Host();
        _ = first.Services.GetRequiredService<ILogger<LogFilesTests>>();
        using var second = Host();
        var logger = second.Services.GetRequiredService<ILogger<LogFilesTests>>();
        Log.Said(logger, "second");
        var health = await second.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Limits.Token);
        Assert.That(health.Entries["logging"].Status, Is.EqualTo(HealthStatus.Degraded));
        Assert.That(health.Entries["logging"].Description, Does.Contain("Another process is writing"));
        Assert.That(Files().SelectMany(File.ReadLines), Has.None.Contains("second"));
    }

    [Test]
    public void A_directory_that_cannot_be_written_stops_nothing()
    {
        File.WriteAllText(_folder.File("not-a-directory"), "");
        using var files = LogFiles.Open(_folder.File("not-a-directory/logs"));
        Assert.That(files.PathTemplate, Is.Null);
        Assert.That(files.Problem, Does.Contain("cannot be written").And.Contain("Observability:Logs:Directory"));
    }

    [Test]
    public void An_empty_directory_turns_files_off()
    {
        using var files = LogFiles.Open("");
        Assert.That((files.PathTemplate, files.Problem), Is.EqualTo(((string?)null, (string?)null)));
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

    private void WriteOne(string text)
    {
        using var host = Host();
        var logger = host.Services.GetRequiredService<ILogger<LogFilesTests>>();
        Log.Said(logger, text);
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

        [LoggerMessage(Level = LogLevel.Information, EventName = "said", Message = "{Text}")]
        public static partial void Said(ILogger logger, string text);
    }
}
