using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Serve;

/// <summary>The verb <c>serve</c>, with a daemon that was started by somebody else.</summary>
public sealed class ServeCommandTests
{
    [Test]
    public async Task A_daemon_with_the_printed_settings_answers_what_is_asked_on_standard_input()
    {
        using var folder = new TempFolder();
        using var sandbox = SandboxProgram.Start("serve", "--token-delay", "1");
        try
        {
            var settings = new List<(string Name, string Value)>
            {
                ("Observability__Port", $"{FreePort.Find()}"), ("Observability__Logs__Directory", folder.File("logs")), ("Journal__Directory", folder.File("journal")), ("Slack__StateDirectory", ""),
            };
            while (await sandbox.StandardOutput.ReadLineAsync(Limits.Token) is { Length: > 0 } line)
                settings.Add((line[..line.IndexOf('=', StringComparison.Ordinal)], line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..]));
            Assert.That(settings.Select(setting => setting.Name), Is.SupersetOf(new[] { "SLACK_API_URL", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "OLLAMA_URL", "MODEL_NAME" }));
            using var daemon = DaemonProgram.Start([.. settings]);
            try
            {
                await HearsAsync(sandbox, "sockets 1");
                await sandbox.StandardInput.WriteLineAsync("is it DNS?");
                await HearsAsync(sandbox, "asked 1", "begun 1", "answered 1");
            }
            finally
            {
                daemon.Kill();
                await daemon.WaitForExitAsync(Limits.Token);
            }

            sandbox.StandardInput.Close();
            await sandbox.WaitForExitAsync(Limits.Token);
            Assert.That(sandbox.ExitCode, Is.Zero, "it ends with its input");
        }
        finally
        {
            if (!sandbox.HasExited) sandbox.Kill();
        }
    }

    /// <summary>In this order, whatever else is said between.</summary>
    private static async Task HearsAsync(System.Diagnostics.Process sandbox, params string[] expected)
    {
        var heard = new List<string>();
        foreach (var words in expected)
        {
            string? line;
            do
            {
                line = await sandbox.StandardOutput.ReadLineAsync(Limits.Token);
                heard.Add(line ?? "the end");
            }
            while (line is not null && line != words);
            Assert.That(heard, Does.Contain(words));
        }
    }
}
