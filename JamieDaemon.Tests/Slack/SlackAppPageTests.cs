using System.Reflection;
using System.Runtime.CompilerServices;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Access;

namespace JamieDaemon.Tests.Slack;

/// <summary>docs/slack-app.md, against the settings that it explains.</summary>
public sealed class SlackAppPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "docs", "slack-app.md"));

    [TestCase("## Who may ask", typeof(AccessOptions))]
    [TestCase("## Who may ask", typeof(LimitsOptions))]
    [TestCase("## Per channel", typeof(ChannelOptions))]
    public void Every_setting_is_explained_under_its_heading(string heading, Type options)
    {
        var chapter = Page.Split("\n## ").Single(chapter => $"## {chapter}".StartsWith(heading, StringComparison.Ordinal));
        foreach (var setting in options.GetProperties(BindingFlags.Public | BindingFlags.Instance)) Assert.That(chapter, Does.Contain($"`{setting.Name}`"));
    }

    private static string Here([CallerFilePath] string path = "") => path;
}
