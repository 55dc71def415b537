using JamieDaemon.Hosting.Systemd;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>The daemon as a process of its own, started as systemd starts it.</summary>
[Platform(Include = "Linux")]
public sealed class SystemdTests
{
    [Test]
    public async Task Started_by_systemd_it_says_how_it_is_from_its_start_to_its_end_also_without_Slack_and_without_its_port()
    {
        using var folder = new TempFolder();
        using var manager = new ServiceManager(folder.File("notify"));
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Any, 0);
        taken.Start();
        using var daemon = DaemonProgram.Start(
            ("NOTIFY_SOCKET", manager.Address), ("WATCHDOG_USEC", "300000"), ("SLACK_BOT_TOKEN", "xoxb-sandbox"), ("SLACK_APP_TOKEN", "xapp-sandbox"),
            ("SLACK_API_URL", "http://127.0.0.1:1/api/"), ("OLLAMA_URL", "http://127.0.0.1:1"), ("Observability__Port", $"{((System.Net.IPEndPoint)taken.LocalEndpoint).Port}"),
            ("Observability__Logs__Directory", folder.File("logs")), ("Journal__Directory", folder.File("journal")), ("Slack__StateDirectory", folder.File("state")));
        try
        {
            await manager.WhenAsync(line => line == "READY=1");
            await manager.WhenAsync(line => line.StartsWith("STATUS=Not ready: slack is unhealthy (no socket yet", StringComparison.Ordinal) && line.Contains("metrics is degraded", StringComparison.Ordinal));
            await manager.WhenAsync(line => line == "WATCHDOG=1");

            Signal.Hup(daemon);
            Assert.That(await manager.WhenAsync(line => line == "RELOADING=1"), Has.Some.StartsWith("MONOTONIC_USEC="));
            await manager.WhenAsync(line => line == "READY=1");

            Signal.Term(daemon);
            Assert.That(await manager.WhenAsync(line => line == "STOPPING=1"), Does.Contain("EXTEND_TIMEOUT_USEC=46000000"));
            await daemon.WaitForExitAsync(Limits.Token);
            Assert.That(daemon.ExitCode, Is.Zero);
        }
        finally
        {
            if (!daemon.HasExited) daemon.Kill();
        }
    }

    [Test]
    public void Started_by_somebody_else_it_has_nothing_of_that_in_it()
    {
        if (Environment.GetEnvironmentVariable(NotifySocket.Variable) is { Length: > 0 }) Assert.Ignore("These tests were started by a service manager themselves.");
        var types = JamieHost.CreateBuilder([]).Services.Select(service => service.ServiceType.FullName);
        Assert.That(types, Has.None.Contains(".Systemd."));
    }
}
