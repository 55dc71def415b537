using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>What a supervisor and a firewall see of the daemon.</summary>
public sealed class ProcessTests
{
    [Test]
    public async Task Wrong_settings_are_all_named_on_standard_error_without_a_token_and_end_the_process_with_78()
    {
        using var daemon = DaemonProgram.Start(("SLACK_BOT_TOKEN", "xapp-secret-1"), ("SLACK_API_URL", "http://slack.example/api/"));

        var errors = await daemon.StandardError.ReadToEndAsync(Limits.Token);
        await daemon.WaitForExitAsync(Limits.Token);

        Assert.That(daemon.ExitCode, Is.EqualTo(78));
        Assert.That(errors, Does.Contain("SLACK_BOT_TOKEN").And.Contain("SLACK_APP_TOKEN").And.Contain("SLACK_API_URL").And.Not.Contain("secret"));
    }

    [Test]
    public async Task Behind_a_firewall_everything_goes_through_the_proxy_and_trusts_the_companys_authority()
    {
        const string Host = "slack.test";
        using var authority = TestAuthority.CreateRoot();
        await using var slack = await SlackWorkspace.StartAsync(
            new SlackWorkspaceOptions { HostName = Host, Certificate = authority.Issue(Host) }, Limits.Token);
        await using var model = await ModelServer.StartAsync(new ModelServerOptions { TokenDelay = TimeSpan.Zero }, Limits.Token);
        await using var proxy = new ConnectProxy(slack.ApiUrl.Port);
        using var logs = new TempFolder();
        using var daemon = DaemonProgram.Start(
            ("SLACK_BOT_TOKEN", "xoxb-sandbox"), ("SLACK_APP_TOKEN", "xapp-sandbox"), ("SLACK_API_URL", slack.ApiUrl.AbsoluteUri),
            ("OLLAMA_URL", model.Url.AbsoluteUri), ("OTEL_EXPORTER_OTLP_ENDPOINT", "https://otlp.test:4318"), ("OTEL_BSP_SCHEDULE_DELAY", "20"), ("HTTPS_PROXY", proxy.Address.Address!.AbsoluteUri), ("Network__ExtraCaFile", authority.PemFile),
            ("Observability__Port", $"{FreePort.Find()}"), ("Observability__Address", "localhost"), ("Observability__Logs__Directory", logs.Path), ("Journal__Directory", ""));
        try
        {
            await slack.Sockets.WhenAsync(sockets => sockets.Open.Count > 0, Limits.Token);
            var ts = slack.Mention("general", "oncall", "can you hear me out there?");
            await slack.Messages.WhenAsync(
                message => message.ThreadTs == ts && message.Text.Contains("can you hear me", StringComparison.Ordinal), Limits.Token);
            await Eventually.HoldsAsync(() => proxy.Asked.Any(asked => asked.StartsWith("CONNECT otlp.test:4318", StringComparison.Ordinal)));
        }
        finally
        {
            daemon.Kill();
            await daemon.WaitForExitAsync(Limits.Token);
        }

        Assert.That(proxy.Asked, Has.Some.StartsWith($"CONNECT {Host}:").And.All.Contains(".test:"), "and the model on loopback does not");
    }
}
