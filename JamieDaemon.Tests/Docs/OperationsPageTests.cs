using JamieDaemon.Hosting;
using JamieDaemon.Hosting.Reload;
using JamieDaemon.Slack;
using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Tests.Docs;

/// <summary>Holds docs/operations.md against the code.</summary>
public sealed class OperationsPageTests
{
    private static readonly MarkdownPage Page = new("docs/operations.md");

    [Test]
    public void What_holds_without_a_restart_is_what_the_settings_say()
    {
        var live = new LiveSettings(SettingProblems.ValidatedTypes(JamieHost.CreateBuilder([]).Services));
        Assert.That(Page.Table("Reload").Select(row => row[0]), Is.EquivalentTo(live.All));
        Assert.That(live.All.Select(live.IsLive), Has.All.True);
        Assert.That(
            new[] { "Slack:Channels:C0123ABC456:Model", "slack:access:deniedusers:0", "Slack:BotToken", "Observability:Logs:Levels:Jamie", "Answering:Workers", "Journal:Directory", "PATH" }.Select(live.IsLive),
            Is.EqualTo(new[] { true, true, false, false, false, false, false }));
    }

    [Test]
    public void Its_limits_are_the_codes() => Assert.Multiple(() =>
    {
        Assert.That(Page.Says($"for longer than {(GhostSockets.Patience.TotalMinutes == 2 ? "two" : "other")} minutes"), Is.True);
        Assert.That(Page.Says($"`Slack:CatchUp` ({new SlackOptions().CatchUp.TotalHours} h)"), Is.True);
        foreach (var scope in SlackMethod.UsersConversations.Scopes) Assert.That(Page.Says($"`{scope}`"), Is.True, scope);
    });
}
