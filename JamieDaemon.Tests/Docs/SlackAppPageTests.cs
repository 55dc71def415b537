using System.Text;
using JamieDaemon.Hosting;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Access;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace JamieDaemon.Tests.Docs;

/// <summary>Holds docs/slack-app.md and the README against what they describe.</summary>
public sealed class SlackAppPageTests
{
    private static readonly MarkdownPage Page = new("docs/slack-app.md");

    private static readonly string[] Pages = ["docs/slack-app.md", "README.md"];

    private static IEnumerable<string> Examples => Page.Code("json");

    private static IEnumerable<string> Commands => Pages.SelectMany(page => new MarkdownPage(page).Code("")).SelectMany(block => block.Split('\n'))
        .Select(line => line.Trim()).Where(line => line.Contains("--project JamieDaemon ", StringComparison.Ordinal));

    [TestCase("Who may ask", typeof(AccessOptions))]
    [TestCase("Who may ask", typeof(LimitsOptions))]
    [TestCase("Per channel", typeof(ChannelOptions))]
    public void Every_setting_of_these_sections_is_explained_under_its_heading(string heading, Type options)
    {
        foreach (var setting in options.GetProperties()) Assert.That(Page.Section(heading), Does.Contain($"`{setting.Name}`"));
    }

    [TestCaseSource(nameof(Examples))]
    public void Every_example_of_settings_is_taken(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        var example = new ConfigurationBuilder().AddJsonStream(stream).Build();
        var arguments = example.AsEnumerable().Where(entry => entry.Value is not null).Select(entry => $"--{entry.Key}={entry.Value}").ToArray();
        Assert.That(arguments, Is.Not.Empty);
        var builder = JamieHost.CreateBuilder(["--Slack:BotToken=xoxb-1", "--Slack:AppToken=xapp-1", .. arguments]);
        using var host = builder.Build();
        Assert.That(SettingProblems.Find(builder.Services, host.Services), Is.Empty);
    }

    [TestCase("/ask-jamie help", typeof(Noticed))]
    [TestCase("/ask-jamie status", typeof(Noticed))]
    [TestCase("/ask-jamie stop", typeof(StopWanted))]
    public void Every_command_of_the_page_means_what_it_says(string line, Type meaning)
    {
        Assert.That(Page.Says($"`{line}`"), Is.True);
        var words = line.Split(' ', 2);
        var slash = new SlashCommandPayload
        {
            Command = words[0],
            Text = words[1],
            UserId = "U1",
            ChannelId = "C1",
            TriggerId = "1",
            ResponseUrl = "https://hooks.slack.com/1",
        };
        Assert.That(CommandReader.Read(slash, new SlackOptions().Command, DateTimeOffset.UnixEpoch), Is.TypeOf(meaning));
    }

    [Test]
    public void Every_verb_of_the_pages_command_lines_is_one()
    {
        var verbs = Commands.Where(line => line.Contains(" -- ", StringComparison.Ordinal)).Select(line => line.Split(" -- ")[1].Split(' ')[0]).Distinct();
        Assert.That(verbs, Is.EquivalentTo(new[] { "manifest", "chat" }));
    }

    [Test]
    public async Task The_manifest_is_printed_with_what_the_page_says_to_do_by_hand()
    {
        var (exitCode, output, _) = await DaemonProgram.RunAsync("manifest");
        Assert.That(exitCode, Is.Zero);
        Assert.That(output, Does.Contain("agent_view:").And.Contain("connections:write"));
        var (_, plain, _) = await DaemonProgram.RunAsync("manifest", "--Slack:AgentView=false");
        Assert.That(plain, Does.Not.Contain("agent_view:"));
    }
}
