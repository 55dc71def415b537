using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>Numbers that only the whole daemon can get right.</summary>
public sealed class MetricsTests
{
    [Test]
    public async Task A_question_moves_the_numbers_of_everything_it_passes_through()
    {
        await using var jamie = await RunningJamie.StartAsync();
        jamie.Slack.Say("incidents", "developer", "the payments database failed over at 12:04");
        for (var i = 0; i < 2; i++)
        {
            var ts = jamie.Slack.Mention("incidents", "oncall", $"question {i}");
            await jamie.WhenAnsweredAsync(ts, text => text.Contains("You asked", StringComparison.Ordinal));
        }

        jamie.Slack.DirectMessage("oncall", "a private one");
        var page = await jamie.WhenMetricsAsync("slack_direct_messages_total{status=\"success\"} 1\n");
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Contain("slack_context_channel_requests_total 2\n").And.Contain("slack_context_dm_requests_total 1\n").And.Contain("slack_context_errors_total 0\n"));
            Assert.That(page, Does.Contain("slack_context_messages_count_count 3\n"));
            Assert.That(page, Does.Match("cache_hits_total\\{cache=\"channels\"\\} [1-9]").And.Contain("cache_misses_total{cache=\"channels\"} 1\n"));
            Assert.That(page, Does.Match("cache_hits_total\\{cache=\"users\"\\} [1-9]").And.Match("cache_misses_total\\{cache=\"users\"\\} [1-9]"));
            Assert.That(page, Does.Contain("websocket_messages_total{direction=\"received\",type=\"hello\"} ").And.Contain("active_users 1\n"));
            Assert.That(page, Does.Contain("jamie_workers{state=\"busy\"} 0\n").Or.Contain("jamie_workers{state=\"busy\"} 1\n"));
        });
    }

    [Test]
    public async Task Who_follows_up_without_naming_Jamie_is_active_too()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var ts = jamie.Slack.Mention("general", "oncall", "what is a canary?");
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("You asked", StringComparison.Ordinal));
        jamie.Slack.Say("general", "developer", "and why that bird?", ts);
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("why that bird?", StringComparison.Ordinal));
        await jamie.WhenMetricsAsync("active_users 2\n");
    }

    [Test]
    public async Task A_conversation_that_cannot_be_read_is_an_error_of_its_kind()
    {
        var granted = RunningJamie.Granted();
        await using var jamie = await RunningJamie.StartAsync(new SlackWorkspaceOptions
        {
            BotScopes = granted.BotScopes.Where(scope => scope != "channels:history").ToHashSet(),
            BotEvents = granted.BotEvents,
            AppKind = granted.AppKind,
        });
        jamie.Slack.Mention("general", "oncall", "what was said?");
        var page = await jamie.WhenMetricsAsync("slack_mentions_total{status=\"success\"} 1\n");
        Assert.That(page, Does.Contain("slack_context_channel_requests_total 1\n").And.Contain("slack_context_errors_total 1\n").And.Contain("slack_context_messages_count_count 0\n"));
    }
}
