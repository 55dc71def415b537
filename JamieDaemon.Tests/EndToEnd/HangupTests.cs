using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>SIGHUP and SIGTERM, sent to the daemon as a process of its own.</summary>
[Platform(Include = "Linux")]
public sealed class HangupTests
{
    private static readonly HttpClient Http = new();

    [Test]
    public async Task On_SIGHUP_the_settings_are_read_anew_and_bad_ones_change_nothing()
    {
        // An environment of its own has a file of its own, next to the program that all tests share.
        var environment = $"hangup-{Guid.NewGuid():N}";
        var file = Path.Combine(SandboxProgram.Folder, "daemon", $"appsettings.{environment}.json");
        using var folder = new TempFolder();
        await using var slack = await SlackWorkspace.StartAsync(RunningJamie.Granted(), Limits.Token);
        await using var model = await ModelServer.StartAsync(new ModelServerOptions { TokenDelay = TimeSpan.Zero }, Limits.Token);
        var port = FreePort.Find();
        using var daemon = DaemonProgram.Start(
            ("ENVIRONMENT", environment), ("SLACK_BOT_TOKEN", "xoxb-sandbox"), ("SLACK_APP_TOKEN", "xapp-sandbox"), ("SLACK_API_URL", slack.ApiUrl.AbsoluteUri),
            ("OLLAMA_URL", model.Url.AbsoluteUri), ("Observability__Port", $"{port}"), ("Observability__Address", "localhost"), ("Observability__ScrapeCache", "00:00:00"),
            ("Observability__Logs__Directory", folder.File("logs")), ("Journal__Directory", folder.File("journal")), ("Slack__StateDirectory", folder.File("state")));
        try
        {
            await slack.Sockets.WhenAsync(sockets => sockets.Open.Count > 0, Limits.Token);
            var user = slack.User("oncall").Id;

            await File.WriteAllTextAsync(file, $$"""{ "Slack": { "Access": { "DeniedUsers": ["{{user}}"] } } }""");
            Signal.Hup(daemon);
            await WhenAsync(port, "jamie_config_reloads_total{status=\"success\"} 1\n");
            var refused = slack.Mention("general", "oncall", "may I?");
            await slack.Messages.WhenAsync(message => message.EphemeralFor == user, Limits.Token);

            await File.WriteAllTextAsync(file, """{ "Slack": { "Access": { "DeniedUsers": "nobody" } }, "Answering": { "Workers": 0 } }""");
            Signal.Hup(daemon);
            await WhenAsync(port, "jamie_config_reloads_total{status=\"error\"} 1\n");
            slack.Mention("general", "oncall", "and now?");
            await Eventually.HoldsAsync(() => slack.Messages.EphemeralFor(user).Count == 2);

            File.Delete(file);
            Signal.Hup(daemon);
            await WhenAsync(port, "jamie_config_reloads_total{status=\"success\"} 2\n");
            var ts = slack.Mention("general", "oncall", "at last?");
            await slack.Messages.WhenAsync(message => message.ThreadTs == ts && message.BotId is not null && message.Said.Contains("at last?", StringComparison.Ordinal), Limits.Token);
            Assert.That(slack.Messages.In(slack.Channel("general").Id).Where(message => message.ThreadTs == refused && message.EphemeralFor is null), Is.Empty);
            Assert.That(slack.Sockets.Opened, Is.LessThanOrEqualTo(2), "no socket was closed for it");
        }
        finally
        {
            File.Delete(file);
            daemon.Kill();
            await daemon.WaitForExitAsync(Limits.Token);
        }

        var log = string.Concat(Directory.GetFiles(folder.File("logs"), "*.json").Select(File.ReadAllText));
        Assert.That(log, Does.Contain("In force now: Slack:Access:DeniedUsers").And.Contain("Slack:Access:DeniedUsers is a list").And.Contain("the old ones stay in force"));
    }

    [Test]
    public async Task On_SIGTERM_it_is_not_ready_at_once_and_what_runs_is_finished()
    {
        var words = string.Join(' ', Enumerable.Repeat("slowly", 40));
        await using var jamie = await DaemonUnderTest.StartWithAsync(SlowModel.Saying(words));
        await WhenReadyAsync(jamie, isReady: true);
        var ts = jamie.Slack.Mention("general", "oncall", "will you finish?");
        await jamie.Slack.Messages.WhenAsync(message => message.ThreadTs == ts && message.Said.StartsWith("slowly", StringComparison.Ordinal), Limits.Token);

        Signal.Term(jamie.Daemon.Child.Id);

        await WhenReadyAsync(jamie, isReady: false);
        Assert.That(jamie.Slack.Messages.Thread(jamie.Slack.Channel("general").Id, ts)[^1].Said, Does.Not.Contain(words), "it is still at work");
        await jamie.Slack.Messages.WhenAsync(message => message.ThreadTs == ts && message.Said.StartsWith(words, StringComparison.Ordinal), Limits.Token);
    }

    private static Task WhenReadyAsync(DaemonUnderTest jamie, bool isReady) => Eventually.HoldsAsync(async () =>
    {
        using var answer = await Http.GetAsync(new Uri(jamie.Daemon.Observability, "health/ready"), Limits.Token);
        return answer.IsSuccessStatusCode == isReady && (isReady || (await answer.Content.ReadAsStringAsync(Limits.Token)).Contains("stopping", StringComparison.Ordinal));
    });

    private static Task WhenAsync(int port, string line) => Eventually.HoldsAsync(
        async () => (await Http.GetStringAsync(new Uri($"http://localhost:{port}/metrics"), Limits.Token)).Contains(line, StringComparison.Ordinal));
}
