using System.Text.Json;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.Manifest;

public sealed class ManifestVerbTests
{
    [Test]
    public async Task It_is_printed_without_any_token_as_the_settings_on_the_command_line_want_it()
    {
        var (code, output, errors) = await DaemonProgram.RunAsync("manifest", "--json", "--Slack:Command=/frag-jamie", "--Slack:AgentView=false");

        Assert.That((code, errors), Is.EqualTo((0, "")));
        using var manifest = JsonDocument.Parse(output);
        var features = manifest.RootElement.GetProperty("features");
        Assert.That(features.GetProperty("slash_commands")[0].GetProperty("command").GetString(), Is.EqualTo("/frag-jamie"));
        Assert.That(features.TryGetProperty("agent_view", out _), Is.False);
    }

    [Test]
    public async Task YAML_is_the_default()
    {
        var (code, output, _) = await DaemonProgram.RunAsync("manifest");

        Assert.That(code, Is.Zero);
        Assert.That(output, Does.StartWith("# ").And.Contain("\n    - command: \"/ask-jamie\"\n"));
    }

    [Test]
    public async Task Only_the_settings_it_uses_must_be_right()
    {
        Assert.That((await DaemonProgram.RunAsync("manifest", "--Ollama:Url=ftp://x")).ExitCode, Is.Zero);

        var (code, output, errors) = await DaemonProgram.RunAsync(
            "manifest", "--Slack:Command=ask", "--Slack:SuggestedPrompts:0:Title=Only a title");
        Assert.That((code, output), Is.EqualTo((78, "")));
        Assert.That(errors, Does.Contain("Slack:Command").And.Contain("Slack:SuggestedPrompts:0").And.Not.Contain("SLACK_BOT_TOKEN"));
    }

    [TestCase("manifesto")]
    [TestCase("manifest", "--xml")]
    public async Task What_is_no_verb_and_no_option_is_named_and_the_daemon_does_not_start(params string[] words)
    {
        var (code, _, errors) = await DaemonProgram.RunAsync(words);

        Assert.That(code, Is.EqualTo(64));
        Assert.That(errors, Does.Contain(words[^1]).And.Contain("--help"));
    }

    [Test]
    public async Task Help_names_the_verbs()
    {
        var (code, output, _) = await DaemonProgram.RunAsync("--help");

        Assert.That(code, Is.Zero);
        Assert.That(output, Does.Contain("run").And.Contain("manifest").And.Contain("--Section:Key=value"));
    }
}
