using System.Collections.Concurrent;
using JamieDaemon.Answering;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Sandbox.Slack.Bots;
using JamieDaemon.Tests.EndToEnd;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JamieDaemon.Tests.Docs;

/// <summary>People at work with the daemon in a loopback workspace, and every block and view that it showed them.</summary>
internal sealed class Scenes
{
    private static readonly Lock Stage = new();
    private static Task<Scenes>? _played;

    private readonly ConcurrentQueue<Scene> _all = new();
    private readonly ConcurrentDictionary<string, PictureLine[]> _pictures = new();

    /// <summary>Everything that was shown, growing messages at every step.</summary>
    public IReadOnlyCollection<Scene> All => _all;

    /// <summary>The conversations that docs/pictures shows, by the picture's name.</summary>
    public IReadOnlyDictionary<string, PictureLine[]> Pictures => _pictures;

    /// <summary>Played once for all tests.</summary>
    public static Task<Scenes> PlayedAsync()
    {
        lock (Stage) return _played ??= Task.Run(PlayAsync);
    }

    private static async Task<Scenes> PlayAsync()
    {
        var scenes = new Scenes();
        await Task.WhenAll(scenes.PlayQuickAsync(), scenes.PlayStreamAsync(), scenes.PlayPlainAsync());
        return scenes;
    }

    /// <summary>An agent with a model that answers at once.</summary>
    private async Task PlayQuickAsync()
    {
        await using var jamie = await StartAsync(SlackAppKind.Agent, TimeSpan.Zero, promptSpeed: 250);
        var slack = jamie.Slack;
        var models = jamie.Services.GetRequiredService<IModelCatalog>();
        await Eventually.HoldsAsync(() => models.IsReady && models.Available.Count > 0);

        slack.PostAsOtherBot("incidents", AlertPosts.Alertmanager);
        await MentionAsync(jamie, "mention", "incidents", Script.Crash);
        var answer = await MentionAsync(jamie, "table", "general", Script.Table);

        Keep("feedback dialog", await ModalAsync(slack, "jamie_reason", () => slack.Interactions.Click("oncall", answer, "jamie_feedback", "bad:" + IdOf(answer))));
        Keep("shortcut dialog", await ModalAsync(slack, "ask_jamie", () => slack.Interactions.Shortcut("oncall", answer, "ask_jamie")));

        jamie.Model.Faults.Add(ModelFault.Crash);
        var ts = slack.Mention("general", "developer", "and the database?");
        Keep("apology", await jamie.WhenAnsweredAsync(ts, text => text.Contains("Sorry", StringComparison.Ordinal)));

        var command = slack.Slash("oncall", "general", "/ask-jamie", Script.Crash.Question);
        var whispered = await command.WhenRepliedAsync(message => message.Blocks is not null, Limits.Token);
        Keep("command answer", whispered);
        slack.Interactions.Click("oncall", whispered, "jamie_share");
        Keep("shared answer", await slack.Messages.WhenAsync(message => message.Blocks.ToString()!.Contains("shared by", StringComparison.Ordinal), Limits.Token));

        slack.OpenHome("oncall");
        var home = await slack.Views.WhenAsync(view => view.Content.ToString().Contains("exit code 137", StringComparison.Ordinal), Limits.Token);
        _all.Enqueue(new Scene("home", Scene.Home, home.Content));
        _pictures["home"] = [new PictureLine("Jamie") { Blocks = home.Content.GetProperty("blocks") }];
    }

    /// <summary>An agent with a model at a human's pace.</summary>
    private async Task PlayStreamAsync()
    {
        await using var jamie = await StartAsync(SlackAppKind.Agent, TimeSpan.FromMilliseconds(20));
        var ts = jamie.Slack.Mention("incidents", "oncall", Script.Crash.Question);
        var growing = await jamie.WhenAnsweredAsync(ts, text => text.Contains("kubectl", StringComparison.Ordinal));
        Assert.That(growing.IsStreaming, Is.True);
        _pictures["stream"] = [Asked(jamie, ts, "oncall"), new PictureLine("Jamie") { Markdown = growing.Text }];

        var answer = await jamie.Slack.Messages.WhenAsync(message => message is { Stream: SlackStreamState.Completed, Blocks: not null }, Limits.Token);
        Keep("streamed answer", answer);
        var details = await jamie.Slack.Interactions.Click("oncall", answer, "jamie_details").WhenRepliedAsync(message => message.Blocks is not null, Limits.Token);
        Keep("details", details);
        _pictures["details"] = [new PictureLine("Jamie") { Blocks = details.Blocks, Whispered = true }];

        var stopped = jamie.Slack.Mention("incidents", "oncall", Script.Crash.Question);
        await jamie.WhenAnsweredAsync(stopped, text => text.Contains("Exit", StringComparison.Ordinal));
        jamie.Slack.Say("incidents", "developer", "stop", threadTs: stopped);
        Keep("stopped answer", await jamie.Slack.Messages.WhenAsync(
            message => message.ThreadTs == stopped && message.Blocks.ToString()!.Contains("stopped by", StringComparison.Ordinal), Limits.Token));
    }

    /// <summary>An app that is no agent: answers grow by edits, with a Stop button of Jamie's. In the end Slack refuses Markdown, too.</summary>
    private async Task PlayPlainAsync()
    {
        await using var jamie = await StartAsync(SlackAppKind.Plain, TimeSpan.FromMilliseconds(20));
        var ts = jamie.Slack.Mention("incidents", "oncall", Script.Crash.Question);
        Keep("growing answer", await jamie.Slack.Messages.WhenAsync(
            message => message.ThreadTs == ts && message.Blocks.ToString()!.Contains("jamie_stop", StringComparison.Ordinal), Limits.Token));
        Keep("edited answer", await WhenEndedAsync(jamie, ts));

        jamie.Slack.Faults.Next("chat.postMessage", ScriptedAnswer.Failure("invalid_blocks"));
        var refused = jamie.Slack.Mention("general", "oncall", Script.Table.Question);
        await jamie.WhenAnsweredAsync(refused, text => text.Contains("db-2", StringComparison.Ordinal));
        Keep("answer without Markdown", await WhenEndedAsync(jamie, jamie.Slack.Mention("general", "oncall", Script.Table.Question)));
    }

    private async Task<RunningJamie> StartAsync(SlackAppKind kind, TimeSpan tokenDelay, double promptSpeed = 4000)
    {
        var model = new ModelServerOptions { Answer = Script.Answer, TokenDelay = tokenDelay, PromptSpeed = promptSpeed, Parallel = 8 };
        var jamie = await RunningJamie.StartAsync(RunningJamie.Granted(kind), model, "Slack:ProgressInterval=00:00:00.1");
        jamie.Slack.Messages.Changed += (_, change) =>
        {
            if (change.After is { BotId: not null, Blocks: { } blocks } message && message.BotName is null)
                _all.Enqueue(new Scene($"a message of Jamie's in an app of kind {kind}", Scene.Message, blocks));
        };
        return jamie;
    }

    private async Task<SlackMessage> MentionAsync(RunningJamie jamie, string name, string channel, Script script)
    {
        var ts = jamie.Slack.Mention(channel, "oncall", script.Question);
        var answer = await WhenEndedAsync(jamie, ts);
        Keep(name, answer);
        _pictures[name] = [Asked(jamie, ts, "oncall"), new PictureLine("Jamie") { Blocks = answer.Blocks }];
        return answer;
    }

    /// <summary>An answer has its footer once it is whole.</summary>
    private static Task<SlackMessage> WhenEndedAsync(RunningJamie jamie, string ts) => jamie.Slack.Messages.WhenAsync(
        message => message.ThreadTs == ts && message.BotId is not null && message.Blocks.ToString()!.Contains("jamie_details", StringComparison.Ordinal),
        Limits.Token);

    private static PictureLine Asked(RunningJamie jamie, string ts, string user)
    {
        var said = jamie.Slack.Messages.In(jamie.Slack.Channel("incidents").Id).Concat(jamie.Slack.Messages.In(jamie.Slack.Channel("general").Id));
        return new PictureLine(user) { Mrkdwn = said.First(message => message.Ts == ts).Text };
    }

    private static async Task<SlackView> ModalAsync(SlackWorkspace slack, string content, Action open)
    {
        open();
        return await slack.Views.WhenAsync(view => view.Content.ToString().Contains(content, StringComparison.Ordinal), Limits.Token);
    }

    private static string IdOf(SlackMessage answer) => answer.Blocks!.Value.ToString().Split("good:")[1].Split('"')[0];

    private void Keep(string name, SlackMessage message) => _all.Enqueue(new Scene(name, Scene.Message, message.Blocks!.Value));

    private void Keep(string name, SlackView modal) => _all.Enqueue(new Scene(name, Scene.Modal, modal.Content));
}
