using JamieDaemon.Sandbox.Model;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>What is different in one channel.</summary>
public sealed class PerChannelTests
{
    [Test]
    public async Task A_channels_prompt_model_and_temperature_reach_the_model_and_no_other_channel()
    {
        const string Channel = "Slack:Channels:C0SAND1001";
        await using var jamie = await RunningJamie.StartAsync(
            modelOptions: new ModelServerOptions { TokenDelay = TimeSpan.Zero, Models = [SandboxModel.ForChat("bruno-sre"), SandboxModel.ForChat("tiny:1b")] },
            settings: [$"{Channel}:SystemPrompt=You are terse.", $"{Channel}:Model=tiny:1b", $"{Channel}:Temperature=0.25"]);
        Assert.That(jamie.Slack.Channel("incidents").Id, Is.EqualTo("C0SAND1001"));

        var here = await AskAsync(jamie, "incidents", "here?");
        var elsewhere = await AskAsync(jamie, "general", "elsewhere?");

        Assert.That((here.Model, here.Options!["temperature"].GetDouble()), Is.EqualTo(("tiny:1b", 0.25)));
        Assert.That(here.Messages![0].Content, Does.StartWith("You are terse."));
        Assert.That((elsewhere.Model, elsewhere.Options!.ContainsKey("temperature")), Is.EqualTo(("bruno-sre", false)));
        Assert.That(elsewhere.Messages![0].Content, Does.StartWith("You are Jamie"));
    }

    private static async Task<ModelRequest> AskAsync(RunningJamie jamie, string channel, string question)
    {
        var ts = jamie.Slack.Mention(channel, "oncall", question);
        await jamie.WhenAnsweredAsync(ts, text => text.Contains(question, StringComparison.Ordinal));
        return jamie.Model.Record.Requests.Last(request => request.Messages is { Count: > 0 });
    }
}
