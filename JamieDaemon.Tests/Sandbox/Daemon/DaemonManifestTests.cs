using JamieDaemon.Sandbox;
using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Manifest;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Daemon;

public sealed class DaemonManifestTests
{
    [Test]
    public async Task The_daemon_itself_says_what_the_workspace_is_to_grant()
    {
        var manifest = await DaemonManifest.ReadAsync(Path.Combine(SandboxProgram.Folder, "daemon"), Limits.Token);

        Assert.That(manifest.BotScopes, Does.Contain("chat:write").And.Not.Contain("im:write"));
        Assert.That(manifest.BotEvents, Does.Contain("app_mention"));
        Assert.That(manifest.AppKind, Is.EqualTo(SlackAppKind.Agent));
    }

    [Test]
    public void An_app_without_the_agents_view_is_a_plain_one() => Assert.That(
        DaemonManifest.Read(SlackManifest.ToJson(new SlackOptions { AgentView = false })).AppKind, Is.EqualTo(SlackAppKind.Plain));

    [Test]
    public void No_daemon_is_no_manifest() => Assert.That(
        () => DaemonManifest.ReadAsync("/nowhere", Limits.Token), Throws.TypeOf<SandboxException>().With.Message.Contains("/nowhere"));
}
