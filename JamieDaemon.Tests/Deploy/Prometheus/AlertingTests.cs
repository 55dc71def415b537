using System.Text.Json;
using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Deploy.Prometheus;

/// <summary>The shipped configuration at work: a real Prometheus and a real Alertmanager, and somebody who listens to them.</summary>
public sealed class AlertingTests
{
    [Test]
    public async Task Whoever_is_on_call_hears_of_a_daemon_that_was_killed()
    {
        await using var people = await ScriptedHttpServer.StartAsync();
        await using var alertmanager = AlertmanagerServer.Start(Routes(people.Url));
        using var logs = new TempFolder();
        var (port, nobody) = (FreePort.Find(), FreePort.Find());
        using var daemon = DaemonProgram.Start(
            ("SLACK_BOT_TOKEN", "xoxb-sandbox"), ("SLACK_APP_TOKEN", "xapp-sandbox"), ("SLACK_API_URL", $"http://localhost:{nobody}/api/"),
            ("OLLAMA_URL", $"http://localhost:{nobody}/"), ("Observability__Port", $"{port}"), ("Observability__Address", "localhost"),
            ("Observability__Logs__Directory", logs.Path), ("Journal__Directory", ""));
        try
        {
            await using var prometheus = PrometheusServer.Start(
                Quick(DeployFile.Text("prometheus/prometheus.yml"), ("scrape_interval: 30s", "scrape_interval: 500ms"), ("scrape_timeout: 10s", "scrape_timeout: 500ms"),
                    ("evaluation_interval: 30s", "evaluation_interval: 500ms"), ("jamie:9090", $"localhost:{port}"), ("alertmanager:9093", alertmanager.Address)),
                ("jamie.recording.rules.yml", DeployFile.Text(RuleFiles.Recording)),
                ("jamie.alert.rules.yml", Quick(DeployFile.Text(RuleFiles.Alerting), ("for: 1m", "for: 1s"))));
            await prometheus.WhenAsync("up{job=\"jamie-sre-chatbot\"}", 1);

            daemon.Kill();
            var (path, alert) = await HeardAsync(people, "JamieServiceDown", alertmanager);

            Assert.That(path, Is.EqualTo("/on-call"));
            Assert.That(alert.GetProperty("status").GetString(), Is.EqualTo("firing"));
            Assert.That(alert.GetProperty("labels").GetProperty("severity").GetString(), Is.EqualTo("critical"));
            Assert.That(alert.GetProperty("labels").GetProperty("instance").GetString(), Is.EqualTo($"localhost:{port}"));
            Assert.That(alert.GetProperty("annotations").GetProperty("runbook_url").GetString(), Is.EqualTo("docs/runbook.md#jamieservicedown"));
        }
        finally
        {
            if (!daemon.HasExited) daemon.Kill();
            await daemon.WaitForExitAsync(Limits.Token);
        }
    }

    /// <summary>The shipped routes, in a hurry, to receivers of the same names that tell the test.</summary>
    private static string Routes(Uri people)
    {
        var shipped = DeployFile.Text("prometheus/alertmanager.yml").Split("\nreceivers:\n");
        var names = DeployFile.Yaml("prometheus/alertmanager.yml").List("receivers").Select(receiver => receiver.Text("name")!);
        return Quick(shipped[0], ("group_wait: 30s", "group_wait: 100ms"), ("group_wait: 10s", "group_wait: 100ms")) + "\nreceivers:\n"
            + string.Concat(names.Select(name => $"- {{name: {name}, webhook_configs: [{{url: '{new Uri(people, name)}'}}]}}\n"));
    }

    private static string Quick(string text, params (string Shipped, string Hurried)[] changes)
    {
        foreach (var (shipped, hurried) in changes)
        {
            Assert.That(text, Does.Contain(shipped));
            text = text.Replace(shipped, hurried, StringComparison.Ordinal);
        }

        return text;
    }

    private static async Task<(string Path, JsonElement Alert)> HeardAsync(ScriptedHttpServer people, string name, AlertmanagerServer alertmanager)
    {
        // Others may be told of before, as that there is no connection to Slack.
        for (var i = 0; i < 10; i++)
        {
            var request = await people.NextAsync();
            foreach (var alert in JsonDocument.Parse(request.Body).RootElement.GetProperty("alerts").EnumerateArray())
            {
                if (alert.GetProperty("labels").GetProperty("alertname").GetString() == name) return (request.Path, alert);
            }
        }

        Assert.Fail($"{name} was not among what was told. {alertmanager.Tail}");
        return default;
    }
}
