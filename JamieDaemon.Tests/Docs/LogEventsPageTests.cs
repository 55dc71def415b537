using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;

namespace JamieDaemon.Tests.Docs;

/// <summary>docs/logs.md names every event that the code logs, at its level, and none besides.</summary>
public sealed partial class LogEventsPageTests
{
    /// <summary>Those that the log files write themselves.</summary>
    private static readonly string[] OfTheFiles = ["log.file_opened", "log.sink_failed", "log.record_failed"];

    private static readonly List<LoggerMessageAttribute> Logged =
    [
        .. typeof(JamieHost).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Select(method => method.GetCustomAttribute<LoggerMessageAttribute>()).OfType<LoggerMessageAttribute>(),
    ];

    /// <summary>The names of all events, as the page lists them.</summary>
    internal static IReadOnlyCollection<string> Events => Listed.Keys;

    /// <summary>What events say of themselves, as labels of their lines.</summary>
    internal static IReadOnlySet<string> Said { get; } = Logged.SelectMany(message => Placeholder().Matches(message.Message ?? "")).Select(said => Humps().Replace(said.Groups["name"].Value, "_$0").ToLowerInvariant()).ToHashSet();

    private static readonly Dictionary<string, (string Level, string Meaning)> Listed = Row().Matches(File.ReadAllText(Repository.File("docs/logs.md")))
        .ToDictionary(row => row.Groups["event"].Value, row => (row.Groups["level"].Value, row.Groups["meaning"].Value));

    [Test]
    public void Every_event_has_a_name_that_a_query_can_count_on() =>
        Assert.That(Logged.Select(message => message.EventName), Has.All.Match("^[a-z]+([._][a-z]+)+$").And.Exactly(Logged.Count).Items);

    [Test]
    public void The_list_is_what_the_code_logs() =>
        Assert.That(Listed.Keys, Is.EquivalentTo(Logged.Select(message => message.EventName).Concat(OfTheFiles).Distinct()));

    [Test]
    public void Each_level_is_the_codes()
    {
        foreach (var messages in Logged.GroupBy(message => message.EventName!))
        {
            var levels = messages.Select(message => message.Level).Distinct().Order().ToList();
            // Which one it is may be decided where it is logged.
            if (levels is [LogLevel.None]) Assert.That(Listed[messages.Key].Level, Does.Contain(" or "), messages.Key);
            else Assert.That(Listed[messages.Key].Level, Is.EqualTo(string.Join(" or ", levels)), messages.Key);
        }
    }

    [Test]
    public void Each_means_something() => Assert.That(Listed.Values.Select(row => row.Meaning), Is.Not.Empty.And.All.EndsWith("."));

    [GeneratedRegex(@"\{(?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.None, 1000)]
    private static partial Regex Humps();

    [GeneratedRegex(@"^\| `(?<event>[a-z._]+)` \| (?<level>(Trace|Debug|Information|Warning|Error|Critical|any)[\w ]*) \| (?<meaning>.+) \|$", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
