using System.Text.Json;
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
        var (exitCode, lines) = await RunAsync("uncaught", $"--Observability:Otlp:Endpoint={collector.Url}");
        Assert.That(exitCode, Is.Not.Zero);
        var last = lines.Single(line => Text(line, "event", "action") == "unhandled_exception");
        Assert.That(last.GetProperty("log.level").GetString(), Is.EqualTo("fatal"));
        Assert.That(Text(last, "error", "message"), Is.EqualTo("a bug near [redacted]"));
        Assert.That(Text(last, "error", "stack_trace"), Does.Contain("DyingDaemon"));
        Assert.That((Text(last, "labels", "job_id"), Text(last, "labels", "session_id")), Is.EqualTo(("7k2m", "C1:1.2")));
        Assert.That(collector.Holds("unhandled_exception"), Is.True, "what is sent in batches has left too");
    }

    [Test]
    public async Task What_nobody_looked_at_is_said_and_the_process_goes_on()
    {
        var (exitCode, lines) = await RunAsync("unobserved");
        Assert.That(exitCode, Is.Zero, "until it was told to stop");
        var said = lines.Single(line => Text(line, "event", "action") == "unhandled_exception");
        Assert.That(said.GetProperty("log.level").GetString(), Is.EqualTo("error"));
        Assert.That(Text(said, "error", "stack_trace"), Does.Contain("nobody looks at me, [redacted]"));
        Assert.That(lines.Select(line => Text(line, "event", "action")), Has.Some.EqualTo("jamie.stopped"));
    }

    private static async Task<(int ExitCode, IReadOnlyList<JsonElement> Lines)> RunAsync(string how, params string[] settings)
    {
        using var folder = new TempFolder();
        await using var slack = await SlackWorkspace.StartAsync(RunningJamie.Granted(), Limits.Token);
        using var daemon = ChildProgram.Start(
        [
            "die", how, $"--Slack:ApiUrl={slack.ApiUrl}", "--Slack:BotToken=xoxb-sandbox", "--Slack:AppToken=xapp-sandbox", "--Ollama:Url=http://127.0.0.1:1",
            $"--Observability:Port={FreePort.Next()}", "--Observability:Address=localhost", $"--Observability:Logs:Directory={folder.Path}", "--Slack:StateDirectory=", .. settings]);
        var limit = Limits.Token;
        try
        {
            var (output, error) = (daemon.StandardOutput.ReadToEndAsync(limit), daemon.StandardError.ReadToEndAsync(limit));
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

    private static string? Text(JsonElement line, string group, string field) =>
        line.TryGetProperty(group, out var fields) && fields.TryGetProperty(field, out var value) ? value.GetString() : null;
}
