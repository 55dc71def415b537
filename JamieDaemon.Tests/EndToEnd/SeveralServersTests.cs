using JamieDaemon.Sandbox.Model;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>The whole daemon and two model servers, which die and come back.</summary>
public sealed class SeveralServersTests
{
    [Test]
    public async Task When_one_of_two_servers_dies_everybody_is_answered()
    {
        var first = await ModelServer.StartAsync(Quick, Limits.Token);
        await using var second = await ModelServer.StartAsync(Quick, Limits.Token);
        await using var jamie = await RunningJamie.StartAsync(settings: $"Ollama:Url={first.Url},{second.Url}");
        await jamie.WhenMetricsAsync("ollama_endpoints{state=\"up\"} 2\n");
        await first.DisposeAsync();

        var asked = Enumerable.Range(0, 8).Select(i => jamie.Slack.Mention("general", "oncall", $"question {i}")).ToList();
        foreach (var ts in asked) await jamie.WhenAnsweredAsync(ts, text => text.Contains("You asked", StringComparison.Ordinal));

        await jamie.WhenMetricsAsync("ollama_endpoints{state=\"down\"} 1\n");
        await jamie.WhenMetricsAsync("jamie_commands_total{intent=\"mention\",status=\"succeeded\"} 8\n");
        await Eventually.HoldsAsync(async () => (await jamie.HealthAsync()).Contains("1 of 2 Ollama servers can answer.", StringComparison.Ordinal));
    }

    [Test]
    public async Task When_both_die_people_are_told_and_when_one_comes_back_whoever_waits_is_answered_without_having_been_the_probe()
    {
        var (first, second) = (await ModelServer.StartAsync(Quick, Limits.Token), await ModelServer.StartAsync(Quick, Limits.Token));
        var port = second.Url.Port;
        await using var jamie = await RunningJamie.StartAsync(settings: $"Ollama:Url={first.Url},{second.Url}");
        await jamie.WhenMetricsAsync("ollama_endpoints{state=\"up\"} 2\n");
        await first.DisposeAsync();
        await second.DisposeAsync();
        for (var i = 0; i < 2; i++)
        {
            var told = jamie.Slack.Mention("general", "oncall", "anyone?");
            await jamie.WhenAnsweredAsync(told, text => text.Contains("cannot reach the model server", StringComparison.Ordinal));
        }

        var waits = jamie.Slack.Mention("general", "oncall", "are you back?");
        await using var back = await ModelServer.StartAsync(Quick with { Port = port }, Limits.Token);

        await jamie.WhenAnsweredAsync(waits, text => text.Contains("are you back?", StringComparison.Ordinal));
        Assert.That(back.Record.Requests[0].Messages, Is.Empty, "the probe loads the model and says nothing");
        await jamie.WhenMetricsAsync("ollama_endpoints{state=\"up\"} 1\n");
    }

    [Test]
    public async Task What_is_not_answered_in_time_ends_with_a_sentence_below_what_was_said()
    {
        await using var jamie = await RunningJamie.StartAsync(
            modelOptions: new ModelServerOptions { TokenDelay = TimeSpan.FromMilliseconds(200), Answer = _ => string.Join(' ', Enumerable.Repeat("and so on", 200)) },
            settings: ["Answering:Deadline=00:00:05", "Answering:Workers=1", "Slack:NativeStreams=false"]);
        var running = jamie.Slack.Mention("general", "oncall", "tell me everything");
        var waiting = jamie.Slack.Mention("general", "developer", "and me?");

        var cut = await jamie.WhenAnsweredAsync(running, text => text.Contains("its time was up", StringComparison.Ordinal));
        Assert.That(cut.Said, Does.Contain("and so on"), "what was said stands");
        await jamie.WhenAnsweredAsync(waiting, text => text.Contains("so I have given it up", StringComparison.Ordinal));
        await jamie.WhenMetricsAsync("jamie_commands_total{intent=\"mention\",status=\"failed\"} 2\n");
    }

    private static ModelServerOptions Quick => new() { TokenDelay = TimeSpan.Zero };
}
