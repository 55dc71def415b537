using System.Text.RegularExpressions;
using JamieDaemon.Tests.Docs;

namespace JamieDaemon.Tests.Deploy.Logs;

/// <summary>Whoever speaks of log events and of their labels speaks of those that docs/logs.md lists, which LogEventsPageTests hold against the code.</summary>
public sealed partial class EventNamesTests
{
    private static IEnumerable<string> Files => DeployFile.All.Where(file => !file.EndsWith(".md", StringComparison.Ordinal));

    [Test]
    public void Every_event_that_a_search_a_filter_or_a_rule_asks_for_is_logged()
    {
        var asked = Files.SelectMany(file => Asked().Matches(DeployFile.Text(file).Replace("\\", "", StringComparison.Ordinal))).SelectMany(query => Quoted().Matches(query.Value)).Select(word => word.Groups["word"].Value).ToList();
        Assert.That(asked, Is.Not.Empty.And.SubsetOf(LogEventsPageTests.Events));
    }

    [Test]
    public void Every_event_and_field_that_the_runbook_names_is_there()
    {
        var named = Dotted().Matches(File.ReadAllText(Repository.File("docs/runbook.md"))).Select(name => name.Groups["name"].Value)
            .Where(name => !name.EndsWith(".yml", StringComparison.Ordinal)).Distinct().ToList();
        Assert.That(named, Has.Some.EqualTo("jamie.startup_failed"));
        Assert.That(named, Is.SubsetOf(LogEventsPageTests.Events.Concat(EcsFields.All)));
    }

    [Test]
    public void Labels_are_those_of_the_page_or_what_an_event_says()
    {
        var page = new MarkdownPage("docs/logs.md").Table("Which lines belong together").Select(row => row[0]).ToList();
        Assert.That(page, Is.Not.Empty.And.SubsetOf(EcsFields.LabelNames));
        Assert.That(EcsFields.LabelNames.Except(page), Is.SubsetOf(LogEventsPageTests.Said));
    }

    [GeneratedRegex("""event\.action["\]]*\s*(:|==|=~)\s*(\([^)]*\)|"[^"]*")""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Asked();

    [GeneratedRegex("\"(?<word>[a-z._]+)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"`(?<name>[a-z]+\.[a-z_.]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Dotted();
}
