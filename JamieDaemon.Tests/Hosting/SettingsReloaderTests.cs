using JamieDaemon.Answering;
using JamieDaemon.Hosting.Reload;
using JamieDaemon.Observability.Logs;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Access;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Serilog.Events;

namespace JamieDaemon.Tests.Hosting;

/// <summary>The whole daemon's settings, read anew; it is built and never started.</summary>
public sealed class SettingsReloaderTests
{
    private static readonly string[] AtStart =
        ["--Slack:BotToken=xoxb-1", "--Slack:AppToken=xapp-1", "--Slack:StateDirectory=", "--Observability:Logs:Directory=", "--Journal:Directory=", "--Slack:Access:AllowedUsers:0=U0000000001"];

    [Test]
    public void What_is_live_holds_at_once_and_what_is_not_waits_and_both_are_named_without_their_values()
    {
        using var daemon = new Daemon();
        var kept = daemon.Slack.Value;

        Assert.That(daemon.Reload("--Slack:Listen=Mentions", "--Slack:ContextMessages=7", "--Slack:Sockets=5", "--Answering:SystemPrompt=You are brief.", "--Answering:Workers=9"), Is.True);

        Assert.That((daemon.Slack.Value.Listen, daemon.Slack.Value.ContextMessages), Is.EqualTo((ListeningMode.Mentions, 7)));
        Assert.That(daemon.Slack.Value.Sockets, Is.EqualTo(2), "it waits for a restart");
        var answering = daemon.Services.GetRequiredService<IOptions<AnsweringOptions>>().Value;
        Assert.That((answering.SystemPrompt, answering.Workers), Is.EqualTo(("You are brief.", 4)));
        Assert.That(kept.ContextMessages, Is.EqualTo(20), "whoever keeps the old ones for a piece of work has all of them");
        Assert.That(
            daemon.Logs.Lines.Single(line => line.Event == "config.reloaded").Text,
            Is.EqualTo("The settings were read anew. In force now: Answering:SystemPrompt, Slack:ContextMessages, Slack:Listen. Waiting for a restart: Answering:Workers, Slack:Sockets"));
    }

    [Test]
    public void What_waits_is_named_again_until_it_is_taken_back()
    {
        using var daemon = new Daemon();
        daemon.Reload("--Slack:Sockets=5");
        daemon.Reload("--Slack:Sockets=5", "--Slack:ContextMessages=7");
        daemon.Reload("--Slack:ContextMessages=7");
        Assert.That(
            daemon.Logs.Lines.Where(line => line.Event == "config.reloaded").Select(line => line.Text.Split("In force now: ")[1]),
            Is.EqualTo(new[]
            {
                "none. Waiting for a restart: Slack:Sockets", "Slack:ContextMessages. Waiting for a restart: Slack:Sockets", "none. Waiting for a restart: none",
            }));
    }

    [Test]
    public void Bad_settings_leave_all_the_old_ones_in_force_and_all_that_is_wrong_is_said()
    {
        using var daemon = new Daemon();

        Assert.That(daemon.Reload("--Slack:ContextMessages=7", "--Slack:BotToken=xapp-secret", "--Answering:Workers=0", "--Slak:Sockets=1"), Is.False);

        Assert.That(daemon.Slack.Value.ContextMessages, Is.EqualTo(20));
        var said = daemon.Logs.Lines.Where(line => line.Event == "config.invalid").Select(line => line.Text).ToList();
        Assert.That(said, Has.Count.EqualTo(3).And.Some.Contains("Slack:BotToken").And.Some.Contains("Answering:Workers").And.Some.Contains("no section Slak"));
        Assert.That(string.Concat(daemon.Logs.Lines), Does.Not.Contain("secret"));
        Assert.That(daemon.Logs.Count("config.kept"), Is.EqualTo(1));
        Assert.That(daemon.Reload("--Slack:ContextMessages=7"), Is.True, "once they are mended");
        Assert.That(daemon.Slack.Value.ContextMessages, Is.EqualTo(7));
    }

    [Test]
    public void What_would_be_good_after_a_restart_only_is_not_taken_in_part()
    {
        using var daemon = new Daemon();
        Assert.That(daemon.Reload("--Answering:PromptTokens=16000", "--Ollama:NumCtx=32768"), Is.False);
        Assert.That(daemon.Services.GetRequiredService<IOptions<AnsweringOptions>>().Value.PromptTokens, Is.EqualTo(4096));
        Assert.That(daemon.Logs.Lines.Single(line => line.Event == "config.invalid").Text, Does.Contain("Answering:PromptTokens (16000)").And.Contain("wait for a restart: Ollama:NumCtx"));
    }

    [Test]
    public void A_file_that_cannot_be_read_is_said()
    {
        using var daemon = new Daemon { Source = static () => throw new JamieDaemon.Hosting.SettingsFileException("line 3 is no valid JSON", new InvalidDataException()) };
        Assert.That(daemon.Reload(), Is.False);
        Assert.That(daemon.Logs.Lines.Single(line => line.Event == "config.invalid").Text, Does.Contain("line 3"));
    }

    [Test]
    public void A_list_can_lose_its_entries()
    {
        using var daemon = new Daemon();
        Assert.That(daemon.Slack.Value.Access.AllowedUsers, Is.EqualTo(new[] { "U0000000001" }));
        daemon.Source = () => Root([.. AtStart.SkipLast(1), "--Slack:Access:DeniedUsers:0=U0000000002"]);
        Assert.That(daemon.Reload(), Is.True);
        Assert.That((daemon.Slack.Value.Access.AllowedUsers.Count, daemon.Slack.Value.Access.DeniedUsers.Count), Is.EqualTo((0, 1)));
    }

    [Test]
    public void The_log_level_changes_at_once()
    {
        using var daemon = new Daemon();
        var level = daemon.Services.GetRequiredService<LogLevelSwitch>().Serilog;
        Assert.That(level.MinimumLevel, Is.EqualTo(LogEventLevel.Information));
        daemon.Reload("--Observability:Logs:Level=Debug");
        Assert.That(level.MinimumLevel, Is.EqualTo(LogEventLevel.Debug));
    }

    [Test]
    public void A_new_allowance_counts_anew_and_another_setting_leaves_the_count_alone()
    {
        using var daemon = new Daemon();
        var allowance = daemon.Services.GetRequiredService<AskerAllowance>();
        Assert.That(allowance.TryTake("U1"), Is.Null);
        daemon.Reload("--Slack:Limits:PerMinute=1");
        Assert.That((allowance.TryTake("U1"), allowance.TryTake("U1")?.Saying), Is.EqualTo(((Overdraft?)null, JamieDaemon.Slack.Notices.Saying.TooFast)));
        daemon.Reload("--Slack:Limits:PerMinute=1", "--Slack:ContextMessages=3");
        Assert.That(allowance.TryTake("U1"), Is.Not.Null);
        daemon.Reload();
        Assert.That((allowance.TryTake("U1"), allowance.TryTake("U1")), Is.EqualTo(((Overdraft?)null, (Overdraft?)null)));
    }

    [Test]
    public void Reloads_are_counted_by_how_they_ended()
    {
        using var readings = new MeterReadings();
        using var daemon = new Daemon(readings);
        daemon.Reload();
        daemon.Reload("--Answering:Workers=0");
        daemon.Reload("--Answering:Workers=-1");
        Assert.That((readings["jamie.config.reloads.total{status=success}"], readings["jamie.config.reloads.total{status=error}"]), Is.EqualTo((1.0, 2.0)));
    }

    private static ConfigurationManager Root(IEnumerable<string> args)
    {
        var settings = new ConfigurationManager();
        settings.AddJsonFile(Path.Combine(TestContext.CurrentContext.TestDirectory, "appsettings.json"), optional: false).AddCommandLine([.. args]);
        return settings;
    }

    private sealed class Daemon : IDisposable
    {
        private readonly IHost _host;
        private string[] _more = [];

        public Daemon(MeterReadings? readings = null)
        {
            Source = () => Root([.. AtStart, .. _more]);
            var builder = JamieHost.CreateBuilder(AtStart);
            builder.Services.AddSingleton<SettingsSource>(() => Source());
            builder.Services.AddSingleton<ILoggerProvider>(Logs);
            if (readings is not null) builder.Services.AddSingleton(readings.Factory);
            _host = builder.Build();
        }

        public Func<IConfigurationRoot> Source { get; set; }

        public CollectingLoggerProvider Logs { get; } = new();

        public IServiceProvider Services => _host.Services;

        public IOptions<SlackOptions> Slack => Services.GetRequiredService<IOptions<SlackOptions>>();

        public bool Reload(params string[] more)
        {
            _more = more;
            return Services.GetRequiredService<SettingsReloader>().Reload();
        }

        public void Dispose() => _host.Dispose();
    }
}
