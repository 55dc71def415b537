using System.Globalization;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Docs;
using JamieDaemon.Tests.Hosting;
using JamieDaemon.Tests.Journal;
using JamieDaemon.Tests.Observability.Logs;
using JamieDaemon.Tests.Observability.Prometheus;
using JamieDaemon.Tests.Slack.SocketMode;
using JamieDaemon.Tests.Support;
using JamieDaemon.Tests.Telemetry;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>A counter that nothing can raise is worth nothing: here are those that a few minutes of life raise, and why the others stay.</summary>
public sealed class CountersTests
{
    /// <summary>Counters that stay at zero here, and the test that raises each.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new()
    {
        ["file_uploads_total"] = "nothing yet: a long answer is several messages (docs/metrics.md)",
        ["jamie_feedback_reasons_total"] = nameof(ButtonTests.A_bad_answer_is_asked_for_its_reason_and_both_are_counted),
        ["jamie_journal_failures_total"] = nameof(FileQuestionJournalTests.Where_nothing_can_be_written_questions_are_refused_until_it_can),
        ["ollama_failovers_total"] = nameof(SeveralServersTests.When_one_of_two_servers_dies_everybody_is_answered),
        ["jamie_config_reloads_total"] = nameof(SettingsReloaderTests.Reloads_are_counted_by_how_they_ended),
        ["slack_event_lag_negative_total"] = nameof(EventLagTests.An_event_from_the_future_lags_by_nothing_and_is_counted),
        ["slack_missed_questions_total"] = nameof(MissedWhileAwayTests.What_is_asked_while_there_is_no_socket_is_answered_late_once),
        ["jamie_unhandled_exceptions_total"] = nameof(UnhandledExceptionTests.What_nobody_looked_at_is_said_and_counted_and_the_process_goes_on),
        ["jamie_otlp_export_failures_total"] = nameof(DeadCollectorTests.What_does_not_arrive_is_counted_and_said_once),
        ["jamie_log_write_failures_total"] = nameof(LogMetricsTests.Events_are_counted_by_level_also_those_before_anybody_asks),
        ["jamie_telemetry_rejected_total"] = nameof(JamieMeterTests.What_would_spoil_a_sum_for_ever_is_left_out_and_counted),
        ["jamie_metrics_export_failures_total"] = nameof(PrometheusExporterTests.A_label_that_throws_costs_its_family_only_and_is_said_once),
    };

    [Test]
    public async Task Life_raises_every_counter_but_those_that_another_test_raises()
    {
        string[] pages = [await GoodDayAsync(), await BadDayAsync(), await NoModelAsync()];
        var risen = ListedMetric.All.Where(metric => metric.Type == "counter" && pages.Any(page => Sum(page, metric.Name) > 0)).Select(metric => metric.Name).ToList();
        var resting = ListedMetric.All.Where(metric => metric.Type == "counter").Select(metric => metric.Name).Except(risen);
        // Not equal: two of them hear of the whole process, in which other tests fail on purpose meanwhile.
        Assert.That(resting, Is.SubsetOf(Elsewhere.Keys));
        Assert.That(Elsewhere.Keys, Is.SubsetOf(ListedMetric.All.Select(metric => metric.Name)));
    }

    private static async Task<string> GoodDayAsync()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: new ModelServerOptions { TokenDelay = TimeSpan.Zero }, settings: "Slack:NativeStreams=false");
        var ts = jamie.Slack.Mention("general", "oncall", "what is a canary?");
        var answer = await jamie.WhenAnsweredAsync(ts, text => text.Contains("You asked", StringComparison.Ordinal));
        jamie.Slack.DirectMessage("oncall", "and a bluebird?");
        await jamie.WhenMetricsAsync("slack_direct_messages_total{status=\"success\"} 1\n");
        await jamie.Slack.Slash("oncall", "general", "/ask-jamie", "or a robin?").WhenRepliedAsync(message => message.Text.Contains("robin", StringComparison.Ordinal), Limits.Token);
        jamie.Slack.Mention("general", "oncall", "");
        jamie.Slack.Slash("oncall", "general", "/ask-jamie", "");
        jamie.Slack.DirectMessage("oncall", " ");
        jamie.Slack.OpenHome("oncall");
        await jamie.WhenMetricsAsync("slack_app_home_opens_total 1\n");
        jamie.Slack.Interactions.Click("oncall", answer, "jamie_feedback", "good:" + answer.Blocks!.Value.EnumerateArray().First(block => block.GetProperty("type").ValueEquals("context")).GetProperty("elements")[0].GetProperty("text").GetString()!.Split('`')[1]);
        jamie.Slack.Faults.Next("chat.postMessage", ScriptedAnswer.RateLimited(TimeSpan.FromSeconds(1)));
        var limited = jamie.Slack.Mention("general", "developer", "are you limited?");
        await jamie.WhenAnsweredAsync(limited, text => text.Contains("You asked", StringComparison.Ordinal));
        jamie.Slack.Sockets.KillAll();
        return await WhenRisenAsync(jamie, "websocket_reconnects_total", "jamie_feedback_total", "slack_api_rate_limited_total", "slack_mentions_empty_total", "slack_slash_commands_empty_total", "slack_direct_messages_empty_total");
    }

    /// <summary>Slack refuses what it can, and there is room for one question.</summary>
    private static async Task<string> BadDayAsync()
    {
        var granted = RunningJamie.Granted();
        await using var jamie = await RunningJamie.StartAsync(
            new SlackWorkspaceOptions { BotScopes = granted.BotScopes.Where(scope => scope != "channels:history").ToHashSet(), BotEvents = granted.BotEvents, AppKind = granted.AppKind },
            new ModelServerOptions { TokenDelay = TimeSpan.FromMilliseconds(10) }, "Answering:QueueCapacity=1", "Answering:Workers=1");
        jamie.Slack.Faults.Next("views.publish", ScriptedAnswer.Failure("invalid_arguments"));
        jamie.Slack.OpenHome("oncall");
        await jamie.WhenMetricsAsync("slack_app_home_errors_total 1\n");
        jamie.Slack.Faults.Next("conversations.history", ScriptedAnswer.Failure("channel_not_found"));
        jamie.Slack.DirectMessage("oncall", "what was said?");
        await jamie.WhenMetricsAsync("slack_direct_messages_total{status=\"success\"} 1\n");
        for (var i = 0; i < 8; i++) jamie.Slack.Mention("general", "oncall", $"too many {i}");
        return await WhenRisenAsync(jamie, "jamie_queue_rejected_total", "slack_context_errors_total");
    }

    /// <summary>The model is not there, and Slack is late.</summary>
    private static async Task<string> NoModelAsync()
    {
        await using var jamie = await RunningJamie.StartAsync(settings: "Ollama:Model=nobody-pulled-me");
        jamie.Slack.Faults.Next("apps.connections.open", ScriptedAnswer.Failure("internal_error"));
        await jamie.RestartAsync();
        await jamie.WhenMetricsAsync("websocket_connections_active 2\n");
        jamie.Slack.Mention("general", "oncall", "anyone?");
        jamie.Slack.DirectMessage("oncall", "anyone?");
        jamie.Slack.Slash("oncall", "general", "/ask-jamie", "anyone?");
        return await WhenRisenAsync(jamie, "slack_mentions_errors_total", "slack_direct_messages_errors_total", "slack_slash_commands_errors_total");
    }

    private static Task<string> WhenRisenAsync(RunningJamie jamie, params string[] counters) =>
        jamie.WhenMetricsAsync(page => counters.All(counter => Sum(page, counter) > 0), string.Join(", ", counters));

    private static double Sum(string page, string name) => page.Split('\n')
        .Where(line => line.StartsWith($"{name}{{", StringComparison.Ordinal) || line.StartsWith($"{name} ", StringComparison.Ordinal))
        .Sum(line => double.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture));
}
