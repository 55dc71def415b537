using System.Text.Json;
using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Observability.Logs;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>A daemon with a bug in it, as a process of its own.</summary>
public sealed class UnhandledExceptionTests
{
    [Test]
    public async Task What_nobody_caught_ends_the_process_with_its_last_line_written_and_the_job_named()
    {
        await using var collector = await OtlpReceiver.StartAsync();
        var (exitCode, lines) = await RunAsync("uncaught", meanwhile: null, $"--Observability:Otlp:Endpoint={collector.Url}");
        Assert.That(exitCode, Is.Not.Zero);
        var last = lines.Single(line => Text(line, "event", "action") == "unhandled_exception");
        Assert.That(last.GetProperty("log.level").GetString(), Is.EqualTo("fatal"));
        Assert.That(Text(last, "error", "message"), Is.EqualTo("a bug near [redacted]"));
        Assert.That(Text(last, "error", "stack_trace"), Does.Contain("DyingDaemon"));
        Assert.That((Text(last, "labels", "job_id"), Text(last, "labels", "session_id")), Is.EqualTo(("7k2m", "C1:1.2")));
        var sent = await collector.ReadAsync();
        Assert.Multiple(() =>
        {
            Assert.That(sent.Records.Select(record => record.EventName), Has.Some.EqualTo("unhandled_exception"));
            Assert.That(sent.Spans.Select(span => span.Name), Has.Some.EqualTo("slack.handle_mention"));
            Assert.That(sent.Metrics.Last(metric => metric.Name == "jamie.unhandled_exceptions.total").Points.Single().Value, Is.EqualTo(1));
        });
    }

    [Test]
    public async Task What_nobody_looked_at_is_said_and_counted_and_the_process_goes_on()
    {
        var (exitCode, lines) = await RunAsync("unobserved", WhenCountedAsync);
        Assert.That(exitCode, Is.Zero, "until it was told to stop");
        var said = lines.Single(line => Text(line, "event", "action") == "unhandled_exception");
        Assert.That(said.GetProperty("log.level").GetString(), Is.EqualTo("error"));
        Assert.That(Text(said, "error", "stack_trace"), Does.Contain("nobody looks at me, [redacted]"));
        Assert.That(lines.Select(line => Text(line, "event", "action")), Has.Some.EqualTo("jamie.stopped"));
    }

    private static async Task<(int ExitCode, IReadOnlyList<JsonElement> Lines)> RunAsync(string how, Func<int, CancellationToken, Task>? meanwhile, params string[] settings)
    {
        using var folder = new TempFolder();
        await using var slack = await SlackWorkspace.StartAsync(RunningJamie.Granted(), Limits.Token);
        var port = FreePort.Find();
        using var daemon = ChildProgram.Start(
        [
            "die", how, $"--Slack:ApiUrl={slack.ApiUrl}", "--Slack:BotToken=xoxb-sandbox", "--Slack:AppToken=xapp-sandbox", "--Ollama:Url=http://127.0.0.1:1",
            $"--Observability:Port={port}", "--Observability:Address=localhost", $"--Observability:Logs:Directory={folder.Path}", "--Slack:StateDirectory=", "--Journal:Directory=", .. settings]);
        var limit = Limits.Token;
        try
        {
            var (output, error) = (daemon.StandardOutput.ReadToEndAsync(limit), daemon.StandardError.ReadToEndAsync(limit));
            if (meanwhile is not null)
            {
                await meanwhile(port, limit);
                daemon.StandardInput.Close();
            }

            await daemon.WaitForExitAsync(limit);
            var files = Directory.GetFiles(folder.Path, "jamie-*.json");
            Assert.That(files, Is.Not.Empty, await output + await error);
            return (daemon.ExitCode, [.. files.SelectMany(file => LogFileRules.Lines(File.ReadAllBytes(file))).Select(line => JsonDocument.Parse(line).RootElement)]);
        }
        finally
        {
            if (!daemon.HasExited) daemon.Kill();
        }
    }

    private static async Task WhenCountedAsync(int port, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        await Eventually.HoldsAsync(async () =>
        {
            try
            {
                var page = await http.GetStringAsync(new Uri($"http://localhost:{port}/metrics"), cancellationToken);
                return page.Contains("\njamie_unhandled_exceptions_total 1\n", StringComparison.Ordinal);
            }
            catch (HttpRequestException)
            {
                // Not open yet.
                return false;
            }
        });
    }

    private static string? Text(JsonElement line, string group, string field) =>
        line.TryGetProperty(group, out var fields) && fields.TryGetProperty(field, out var value) ? value.GetString() : null;
}
