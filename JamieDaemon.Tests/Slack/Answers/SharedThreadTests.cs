using JamieDaemon.Answering;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Tests.EndToEnd;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JamieDaemon.Tests.Slack.Answers;

/// <summary>A thread has one status line and one session, however many answers run in it.</summary>
public sealed class SharedThreadTests
{
    private static readonly string Short = string.Join(' ', Enumerable.Repeat("soon", 40));

    [Test]
    public async Task The_first_of_two_answers_to_end_leaves_the_other_one_Slacks_Stop_button([Values] bool streams)
    {
        await using var jamie = await RunningJamie.StartAsync(
            modelOptions: new ModelServerOptions
            {
                Answer = prompt => prompt.Question.Contains("soon", StringComparison.Ordinal) ? Short : SlowModel.Endless.Answer(prompt),
                TokenDelay = TimeSpan.FromMilliseconds(20),
                Parallel = 8,
            },
            settings: ["Slack:ProgressInterval=00:00:00.1", $"Slack:NativeStreams={streams}", "Answering:Workers=8", "Ollama:Parallel=8"]);
        var ts = jamie.Slack.Mention("general", "oncall", "tell me everything");
        await jamie.WhenAnsweredAsync(ts, text => text.StartsWith("word0", StringComparison.Ordinal));

        jamie.Slack.Mention("general", "developer", "answer soon", threadTs: ts);
        await jamie.WhenAnsweredAsync(ts, text => text == Short);
        await Eventually.HoldsAsync(() => jamie.Services.GetRequiredService<OpenQuestions>().Count == 1);

        Assert.That(jamie.Slack.Agent.PressStop("oncall", "general", ts), Is.True, "the button is still there");
        await jamie.Slack.Threads.WhenAsync(thread => thread.ThreadTs == ts && thread is { Session: "active", Status: null }, Limits.Token);
    }
}
