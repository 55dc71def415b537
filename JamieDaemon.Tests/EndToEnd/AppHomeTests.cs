using System.Text.Json;
using JamieDaemon.Answering;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>What people find, and do, on Jamie's Home tab.</summary>
public sealed class AppHomeTests
{
    private static readonly ModelServerOptions TwoModels =
        new() { TokenDelay = TimeSpan.Zero, Models = [SandboxModel.ForChat("bruno-sre"), SandboxModel.ForChat("llava:7b")] };

    [Test]
    public async Task It_shows_how_Jamie_is_now_and_whom_the_reader_is_to_operators()
    {
        await using var jamie = await StartAsync();
        var home = await OpenAsync(jamie, "oncall", text => text.Contains("I think with", StringComparison.Ordinal));
        Assert.That(Text(home), Does.Contain("I hear you: ").And.Contain("`bruno-sre`").And.Contain("Nobody waits: ask, and I begin at once.")
            .And.Contain("Version ").And.Contain($"`{jamie.Slack.User("oncall").Id}`").And.Contain("None since I was last started."));
    }

    [Test]
    public async Task A_model_chosen_there_answers_from_the_next_question_on_also_after_a_restart()
    {
        using var state = new TempFolder();
        await using var jamie = await StartAsync($"Slack:StateDirectory={state.Path}");
        var home = await OpenAsync(jamie, "oncall", text => text.Contains("llava:7b", StringComparison.Ordinal));
        jamie.Slack.Interactions.Click(home, "jamie_model", "llava:7b");
        await jamie.Slack.Views.WhenAsync(view => view.User == home.User && Chosen(view) == "llava:7b", Limits.Token);
        Assert.That(await ModelForAsync(jamie, "oncall"), Is.EqualTo("llava:7b"));
        Assert.That(await ModelForAsync(jamie, "developer"), Is.EqualTo("bruno-sre"), "somebody else's question");

        await jamie.RestartAsync();
        await ModelsKnownAsync(jamie);
        Assert.That(await ModelForAsync(jamie, "oncall"), Is.EqualTo("llava:7b"));

        var again = await OpenAsync(jamie, "oncall", text => text.Contains("llava:7b", StringComparison.Ordinal));
        jamie.Slack.Interactions.Click(again, "jamie_model", "-");
        await jamie.Slack.Views.WhenAsync(view => view.User == again.User && view.Hash != again.Hash && Chosen(view) == "-", Limits.Token);
        Assert.That(await ModelForAsync(jamie, "oncall"), Is.EqualTo("bruno-sre"));
    }

    [Test]
    public async Task Whom_a_question_mentions_is_shown_by_name_there_and_in_the_title_of_its_thread()
    {
        await using var jamie = await StartAsync();
        var developer = jamie.Slack.User("developer");
        var ts = jamie.Slack.DirectMessage("oncall", $"is <@{developer.Id}> on call?");
        var named = await jamie.Slack.Threads.WhenAsync(thread => thread.ThreadTs == ts && thread.Title is not null, Limits.Token);
        Assert.That(named.Title, Does.StartWith("is @").And.Not.Contain(developer.Id));
        Assert.That(Text(await OpenAsync(jamie, "oncall", text => text.Contains("on call?", StringComparison.Ordinal))), Does.Contain(named.Title).And.Not.Contain(developer.Id));
    }

    [Test]
    public async Task A_channel_with_a_model_of_its_own_keeps_it()
    {
        await using var jamie = await StartAsync("Slack:Channels:C0SAND1001:Model=bruno-sre");
        var home = await OpenAsync(jamie, "oncall", text => text.Contains("llava:7b", StringComparison.Ordinal));
        jamie.Slack.Interactions.Click(home, "jamie_model", "llava:7b");
        await jamie.Slack.Views.WhenAsync(view => view.User == home.User && Chosen(view) == "llava:7b", Limits.Token);
        Assert.That(await ModelForAsync(jamie, "oncall"), Is.EqualTo("bruno-sre"));
    }

    [Test]
    public async Task A_chosen_model_that_is_gone_is_said_there_and_the_default_answers()
    {
        using var state = new TempFolder();
        await File.WriteAllTextAsync(state.File("model-choices.json"), """{"version":1,"models":{"U0SAND1003":"gone:1b"}}""");
        await using var jamie = await StartAsync($"Slack:StateDirectory={state.Path}");
        Assert.That(jamie.Slack.User("oncall").Id, Is.EqualTo("U0SAND1003"));

        await OpenAsync(jamie, "oncall", text => text.Contains("`gone:1b`, which you have chosen, is no longer on my server", StringComparison.Ordinal));
        Assert.That(await ModelForAsync(jamie, "oncall"), Is.EqualTo("bruno-sre"));
    }

    [Test]
    public async Task Ones_latest_questions_are_there_with_the_way_to_them_and_nobody_elses()
    {
        await using var jamie = await StartAsync();
        var ts = jamie.Slack.Mention("incidents", "oncall", "why is db-1 down?");
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("db-1", StringComparison.Ordinal));
        var other = jamie.Slack.Mention("incidents", "developer", "a question of somebody else?");
        await jamie.WhenAnsweredAsync(other, text => text.Contains("somebody else", StringComparison.Ordinal));

        var home = await OpenAsync(jamie, "oncall", text => text.Contains("why is db-1 down?", StringComparison.Ordinal));

        var message = $"archives/{jamie.Slack.Channel("incidents").Id}/p{ts.Replace(".", "", StringComparison.Ordinal)}";
        Assert.That(Text(home), Does.Contain(message).And.Not.Contain("somebody else"));
    }

    [Test]
    public async Task A_question_that_was_deleted_is_not_there_any_more()
    {
        await using var jamie = await StartAsync();
        var ts = jamie.Slack.Mention("incidents", "oncall", "which pod is hunter2?");
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("hunter2", StringComparison.Ordinal));
        await OpenAsync(jamie, "oncall", text => text.Contains("hunter2", StringComparison.Ordinal));
        jamie.Slack.DeleteMessage("incidents", ts);
        await OpenAsync(jamie, "oncall", text => !text.Contains("hunter2", StringComparison.Ordinal));
    }

    private static async Task<RunningJamie> StartAsync(params string[] settings)
    {
        var jamie = await RunningJamie.StartAsync(modelOptions: TwoModels, settings: settings);
        await ModelsKnownAsync(jamie);
        return jamie;
    }

    private static Task ModelsKnownAsync(RunningJamie jamie)
    {
        var models = jamie.Services.GetRequiredService<IModelCatalog>();
        return Eventually.HoldsAsync(() => models.IsReady && models.Available.Count == 2);
    }

    /// <summary>Opens the tab until it shows what is waited for, as a person would.</summary>
    private static async Task<SlackView> OpenAsync(RunningJamie jamie, string user, Func<string, bool> shows)
    {
        var id = jamie.Slack.User(user).Id;
        while (true)
        {
            var before = jamie.Slack.Views.HomeOf(id)?.Hash;
            jamie.Slack.OpenHome(user);
            var home = await jamie.Slack.Views.WhenAsync(view => view.User == id && view.Hash != before, Limits.Token);
            if (shows(Text(home))) return home;
        }
    }

    private static async Task<string?> ModelForAsync(RunningJamie jamie, string user)
    {
        var ts = jamie.Slack.Mention("incidents", user, "which model is it?");
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("which model is it?", StringComparison.Ordinal));
        return jamie.Model.Record.Requests.Last(request => request.Messages is { Count: > 0 }).Model;
    }

    private static string? Chosen(SlackView view) => view.Content.GetProperty("blocks").EnumerateArray()
        .Where(block => block.TryGetProperty("accessory", out _))
        .Select(block => block.GetProperty("accessory").GetProperty("initial_option").GetProperty("value").GetString())
        .FirstOrDefault();

    /// <summary>All that is shown, without JSON's escapes.</summary>
    private static string Text(SlackView view) => string.Join('\n', Strings(view.Content));

    private static IEnumerable<string> Strings(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(field => Strings(field.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Strings),
        JsonValueKind.String => [json.GetString()!],
        _ => [],
    };
}
