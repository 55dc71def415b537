using JamieDaemon.Sandbox.Model;

namespace JamieDaemon.Tests.EndToEnd;

public sealed class TmpTests
{
    [Test]
    public async Task Timeline()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: new ModelServerOptions { Answer = ModelAnswer.ForLoad, TokenDelay = TimeSpan.FromMilliseconds(20), Tokens = 50, Parallel = 8 });
        for (var i = 0; i < 3; i++)
        {
            var start = TimeProvider.System.GetTimestamp();
            EventHandler<JamieDaemon.Sandbox.Slack.SlackMessageChangedEventArgs> f = (_, c) => TestContext.Progress.WriteLine($"{TimeProvider.System.GetElapsedTime(start).TotalMilliseconds:F0} {c.After?.BotId} {c.After?.Stream} {c.After?.Text}");
            jamie.Slack.Messages.Changed += f;
            jamie.Slack.Threads.Changed += (_, c) => TestContext.Progress.WriteLine($"{TimeProvider.System.GetElapsedTime(start).TotalMilliseconds:F0} {c.Thread.Status} {c.Thread.Session}");
            var ts = jamie.Slack.Mention("general", "oncall", $"load-{i}: what?");
            await jamie.WhenAnsweredAsync(ts, text => text.Contains("End of", StringComparison.Ordinal));
            jamie.Slack.Messages.Changed -= f;
        }
    }
}
