using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using JamieDaemon.Hosting;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Configuration;

namespace JamieDaemon.Tests.Docs;

/// <summary>docs/configuration.md: every setting, as the program takes it.</summary>
public sealed partial class ConfigurationPageTests
{
    private const string Elsewhere = "elsewhere";

    /// <summary>A text that is longer stands in appsettings.json only.</summary>
    private const int LongestDefault = 100;

    private static readonly string[] Proxies = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy"];

    /// <summary>Those of its protocol.</summary>
    private static readonly string[] OfSystemd = ["CREDENTIALS_DIRECTORY", "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID", "JOURNAL_STREAM"];

    private static readonly string[] Tokens = ["--Slack:BotToken=xoxb-1", "--Slack:AppToken=xapp-1"];

    [Test]
    public void Every_setting_stands_there_once_and_no_other() =>
        Assert.That(ListedSetting.All.Select(row => row.Name), Is.EquivalentTo(SettingTree.Shipped().Keys));

    [Test]
    public void Each_has_the_default_of_appsettings() => Assert.Multiple(() =>
    {
        var shipped = SettingTree.Shipped();
        var empties = Problems(shipped.Where(setting => setting.Value is "").Select(setting => (setting.Key, "")));
        foreach (var row in ListedSetting.All)
        {
            var expected = shipped[row.Name] switch
            {
                null => "none",
                "" => empties.Any(problem => IsAbout(problem, row.Name)) ? "required" : "empty",
                { Length: > LongestDefault } => "[appsettings.json](../appsettings.json)",
                var value => value,
            };
            Assert.That(row.Default, Is.EqualTo(expected), row.Name);
        }

        // A sentence about an entry of a list names the entry, or the list.
        static bool IsAbout(string problem, string setting) => problem.StartsWith($"{setting} ", StringComparison.Ordinal) || problem.StartsWith($"{setting[..setting.LastIndexOf(':')]} needs ", StringComparison.Ordinal);
    });

    [Test]
    public void Each_says_what_it_means() => Assert.That(ListedSetting.All.Select(row => row.Meaning), Has.All.Length.GreaterThan(10));

    [Test]
    public void Each_is_set_by_every_variable_of_its_row() => Assert.Multiple(() =>
    {
        foreach (var row in ListedSetting.All)
        {
            var aliases = SettingAliases.All.Where(alias => alias.Setting == row.Name).Select(alias => alias.Variable).ToList();
            if (aliases.Count > 0) Assert.That(row.Variables, Is.EqualTo(aliases), $"{row.Name}, in the order in which they count");
            else Assert.That(row.Variables, Has.Count.EqualTo(1), row.Name);
            foreach (var variable in row.Variables) AssertSets(row, variable, aliases.Contains(variable));
        }
    });

    [Test]
    public void What_can_only_be_some_values_says_which() => Assert.Multiple(() =>
    {
        foreach (var row in ListedSetting.All)
        {
            var (member, type) = SettingTree.Of(row.Name);
            if (type.IsEnum) Assert.That(row.Words, Is.EqualTo(Enum.GetNames(type)), row.Name);
            else if (type == typeof(bool)) Assert.That(row.Words, Is.EqualTo(new[] { "true", "false" }), row.Name);
            else if (type != typeof(string) && type.IsValueType) Assert.That(row.Edges, Is.Not.Null, row.Name);
            else if (member?.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed) Assert.That(row.Words, Is.EqualTo(allowed.Values), row.Name);
        }
    });

    [Test]
    public void What_is_in_a_range_is_taken_and_what_is_just_outside_is_refused() => Assert.Multiple(() =>
    {
        var limited = ListedSetting.All.Where(row => row.Edges is not null || row.Words.Count > 0).ToList();
        Assert.That(limited, Has.Count.GreaterThan(50));
        foreach (var values in Rounds(row => row.Edges is { } edges ? [edges.Least, edges.Most] : row.Words))
        {
            var problems = Problems(values);
            foreach (var (name, value) in values) Assert.That(problems.Where(problem => Refuses(problem, name)), Is.Empty, $"{name}={value}");
        }

        foreach (var values in Rounds(row => row.Edges is { } edges ? [Beside(edges.Least, SettingTree.Of(row.Name).Type, -1), Beside(edges.Most, SettingTree.Of(row.Name).Type, 1)] : [Elsewhere]))
        {
            var problems = Problems(values);
            foreach (var (name, value) in values) Assert.That(problems.Where(problem => Refuses(problem, name)), Is.Not.Empty, $"{name}={value}");
        }

        // One value of each setting at a time: all that is wrong with them is named at once.
        IEnumerable<List<(string Name, string Value)>> Rounds(Func<ListedSetting, IReadOnlyList<string>> values) => Enumerable
            .Range(0, limited.Max(row => values(row).Count)).Select(round => limited.ConvertAll(row => (row.Name, values(row)[round % values(row).Count])));

        // What two settings may be together is another rule, and said in other words.
        static bool Refuses(string problem, string setting) => Regex.IsMatch(problem, $@"(^|\(){Regex.Escape(setting)}\)? must be (between|one of|true or false|true, false|a whole number|"")", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    });

    [TestCase("00:00:30", 30)]
    [TestCase("00:00:00.150", 0.15)]
    [TestCase("1.00:00:00", 86_400)]
    [TestCase("30", 30 * 86_400)]
    [TestCase("24:00:00", 24 * 86_400)]
    public void Times_are_read_as_the_page_says(string written, double seconds)
    {
        Assert.That(ListedSetting.Page.Section("How to set one"), Does.Contain($"`{written}`"));
        Assert.That(new ConfigurationBuilder().AddInMemoryCollection([new("Time", written)]).Build().GetValue<TimeSpan>("Time").TotalSeconds, Is.EqualTo(seconds));
    }

    [Test]
    public void The_other_variables_are_those_that_the_program_asks_for()
    {
        var listed = ListedSetting.Page.Table("Other variables").SelectMany(row => row[0].Split("`, `")).ToList();
        var asked = Directory.EnumerateFiles(Repository.Folder("JamieDaemon"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => AskedFor().Matches(File.ReadAllText(file))).Select(match => match.Groups["name"].Value)
            // OpenTelemetry's stand on the page about telemetry, and a test of their own.
            .Where(name => !name.StartsWith("OTEL_", StringComparison.Ordinal)).Concat(SettingAliases.Environment).Distinct().ToList();
        Assert.That(asked, Has.Count.GreaterThan(4).And.SubsetOf(listed));
        Assert.That(listed.Except(asked), Is.SubsetOf(Proxies.Concat(OfSystemd)));
        Assert.That(listed.Take(SettingAliases.Environment.Count), Is.EqualTo(SettingAliases.Environment), "in the order in which they count");
        Assert.That(Proxies, Is.SubsetOf(listed));
    }

    [TestCase("HTTPS_PROXY", "slack.test through 127.0.0.1:1, model.test directly, else.test directly")]
    [TestCase("https_proxy", "slack.test through 127.0.0.1:1, model.test directly, else.test directly")]
    [TestCase("HTTP_PROXY", "slack.test directly, model.test through 127.0.0.1:1, else.test through 127.0.0.1:1")]
    [TestCase("http_proxy", "slack.test directly, model.test through 127.0.0.1:1, else.test through 127.0.0.1:1")]
    [TestCase("ALL_PROXY", "slack.test through 127.0.0.1:1, model.test through 127.0.0.1:1, else.test through 127.0.0.1:1")]
    [TestCase("all_proxy", "slack.test through 127.0.0.1:1, model.test through 127.0.0.1:1, else.test through 127.0.0.1:1")]
    [TestCase("ALL_PROXY", "slack.test directly, model.test through 127.0.0.1:1, else.test through 127.0.0.1:1", "NO_PROXY=slack.test")]
    [TestCase("ALL_PROXY", "slack.test directly, model.test directly, else.test directly", "no_proxy=slack.test,.test")]
    public async Task The_variables_of_proxies_are_honoured(string variable, string ways, string? exception = null)
    {
        var none = Proxies.Where(name => Environment.GetEnvironmentVariable(name) is not null).Select(name => (name, ""));
        (string, string)[] except = exception?.Split('=') is [var name, var value] ? [(name, value)] : [];
        using var doctor = DaemonProgram.Start(
            ["doctor", .. Tokens, "--Slack:ApiUrl=https://slack.test/api/", "--Ollama:Url=http://model.test,http://else.test"],
            [.. none, (variable, "http://127.0.0.1:1"), .. except]);
        var report = await doctor.StandardOutput.ReadToEndAsync(Limits.Token);
        await doctor.WaitForExitAsync(Limits.Token);
        Assert.That(Regex.Replace(report, @"\s+", " ", RegexOptions.None, TimeSpan.FromSeconds(1)), Does.Contain(ways));
    }

    [Test]
    public void The_readmes_table_says_the_same()
    {
        var readme = new MarkdownPage("README.md").Table("Settings").Select(row => (row[0], row[1], row[2])).ToList();
        var listed = ListedSetting.All.Select(row => (row.Variables[0], row.Name, row.Default)).Append(("ENVIRONMENT", "the environment's name", "production"));
        Assert.That(readme, Has.Count.GreaterThan(5).And.SubsetOf(listed));
    }

    private static void AssertSets(ListedSetting row, string variable, bool isAlias)
    {
        var value = AnotherThan(row);
        var settings = (isAlias ? [.. SettingAliases.Read(name => name == variable ? value : null)] : FromEnvironment(variable, value))
            .Where(setting => setting.Value is not null).ToList();
        var section = row.Name.Split(':')[0];
        Assert.That(settings, Has.Count.EqualTo(1), variable);
        Assert.That($"{settings[0].Key}:", Does.StartWith($"{row.Name}:"), variable);
        Assert.That(SettingTree.Bind(section, settings), Is.Not.EqualTo(SettingTree.Bind(section, [])), variable);
    }

    /// <summary>The platform's own reader, of a real variable; with a beginning that it takes away, and that nobody else looks for.</summary>
    private static List<KeyValuePair<string, string?>> FromEnvironment(string variable, string value)
    {
        const string Beginning = "JAMIE_CONFIGURATION_PAGE_";
        Environment.SetEnvironmentVariable(Beginning + variable, value);
        try
        {
            return [.. new ConfigurationBuilder().AddEnvironmentVariables(Beginning).Build().AsEnumerable()];
        }
        finally
        {
            Environment.SetEnvironmentVariable(Beginning + variable, null);
        }
    }

    private static string AnotherThan(ListedSetting row)
    {
        var type = SettingTree.Of(row.Name).Type;
        if (row.Words.Count > 0) return row.Words.First(word => word != row.Default);
        if (type == typeof(TimeSpan)) return "00:00:42";
        return type.IsValueType ? "42" : type == typeof(Uri) ? "https://other.test/" : row.Variables[0].EndsWith("__Listen", StringComparison.Ordinal) ? "All" : "other";
    }

    /// <summary>The value next to it, by the smallest step that its type has.</summary>
    private static string Beside(string edge, Type type, int side) => type switch
    {
        _ when type == typeof(TimeSpan) => (TimeSpan.Parse(edge, CultureInfo.InvariantCulture) + TimeSpan.FromTicks(side)).ToString(),
        _ when type == typeof(int) => (long.Parse(edge, CultureInfo.InvariantCulture) + side).ToString(CultureInfo.InvariantCulture),
        _ => (double.Parse(edge, CultureInfo.InvariantCulture) + (side * 0.001)).ToString(CultureInfo.InvariantCulture),
    };

    private static IReadOnlyList<string> Problems(IEnumerable<(string Name, string Value)> settings)
    {
        var builder = JamieHost.CreateBuilder([.. Tokens, .. settings.Select(setting => $"--{setting.Name}={setting.Value}")]);
        using var host = builder.Build();
        return SettingProblems.Find(builder.Services, host.Services);
    }

    [GeneratedRegex(@"((GetEnvironmentVariable|variable)\(|const string (Variable|Directory|Name) = )""(?<name>[A-Z]+_[A-Z_]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AskedFor();
}
