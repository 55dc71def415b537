using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace JamieDaemon.Tests;

/// <summary>Holds the picture of ARCHITECTURE.md: between features every arrow goes from an edge (Slack, Terminal) to Answering.</summary>
public sealed partial class LayoutTests
{
    /// <summary>Leaves that every feature may use.</summary>
    private static readonly string[] Leaves = ["Telemetry", "Hosting"];

    private static readonly Dictionary<string, string[]> AllowedArrows = new()
    {
        ["Slack"] = ["Answering"],
        ["Terminal"] = ["Answering"],
        ["Journal"] = ["Answering"],
        // It looks at what each of them needs, by their own settings and words; nobody uses it.
        ["Doctor"] = ["Slack", "Ollama", "Journal", "Observability"],
        ["Answering"] = [],
        ["Ollama"] = [],
        ["Observability"] = [],
        ["Telemetry"] = [],
        ["Hosting"] = ["Telemetry"],
    };

    private static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(Here())!, ".."));

    private static IEnumerable<string> Features => Directory.EnumerateDirectories(Path.Combine(Root, "JamieDaemon"))
        .Select(path => Path.GetFileName(path)!).Where(name => name is not ("bin" or "obj" or "Properties"));

    [TestCaseSource(nameof(Features))]
    public void A_feature_uses_only_what_its_arrows_allow(string feature)
    {
        Assert.That(AllowedArrows, Does.ContainKey(feature), "a new folder needs a place in the picture");
        var allowed = AllowedArrows[feature].Concat(Leaves.Contains(feature) ? [] : Leaves).Append(feature).ToHashSet();
        var arrows =
            from file in Sources($"JamieDaemon/{feature}")
            from other in Features
            where !allowed.Contains(other) && Mentions(File.ReadAllText(file), other)
            select $"{Path.GetRelativePath(Root, file)} → {other}";
        Assert.That(arrows, Is.Empty);
    }

    [Test]
    public void Leaves_do_not_use_each_other_in_a_circle() =>
        Assert.That(Sources("JamieDaemon/Telemetry").Where(file => Mentions(File.ReadAllText(file), "Hosting")), Is.Empty);

    [Test]
    public void Namespaces_follow_folders()
    {
        var astray =
            from project in new[] { "JamieDaemon", "JamieDaemon.Sandbox", "JamieDaemon.Benchmarks" }
            from file in Sources(project)
            let found = Namespace().Match(File.ReadAllText(file)).Groups["name"].Value
            let expected = Path.GetRelativePath(Root, Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '.')
            where found.Length > 0 && found != expected
            select $"{Path.GetRelativePath(Root, file)} is in {found}";
        Assert.That(astray, Is.Empty);
    }

    [Test]
    public void Every_public_type_says_what_it_is()
    {
        var silent =
            from project in new[] { "JamieDaemon", "JamieDaemon.Sandbox", "JamieDaemon.Benchmarks" }
            from file in Sources(project)
            let lines = File.ReadAllLines(file)
            from i in Enumerable.Range(0, lines.Length)
            where PublicType().IsMatch(lines[i])
            where i == 0 || !LineAbove(lines, i).TrimStart().StartsWith("///", StringComparison.Ordinal)
            select $"{Path.GetRelativePath(Root, file)}:{i + 1}";
        Assert.That(silent, Is.Empty);

        static string LineAbove(string[] lines, int i)
        {
            while (i > 0 && lines[i - 1].TrimStart().StartsWith('[')) i--;
            return i == 0 ? "" : lines[i - 1];
        }
    }

    [Test]
    public void No_file_is_too_large_to_live_in()
    {
        var large = Sources("JamieDaemon").Concat(Sources("JamieDaemon.Sandbox")).Where(file => File.ReadAllLines(file).Length > 300);
        Assert.That(large, Is.Empty);
    }

    private static IEnumerable<string> Sources(string folder) => Directory
        .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        .Where(file => !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));

    /// <summary>By a using line, or in passing as <c>Ollama.Something</c>, which nested namespaces allow without one.</summary>
    private static bool Mentions(string source, string feature) =>
        Regex.IsMatch(Code(source), $@"using (static )?JamieDaemon\.{feature}\b|(?<![\w.""/])(JamieDaemon\.)?{feature}\.[A-Z]");

    private static string Code(string source) => StringsAndComments().Replace(source, "");

    private static string Here([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^public (sealed |static |abstract |readonly |partial )*(class|record|struct|interface|enum) ")]
    private static partial Regex PublicType();

    [GeneratedRegex("\"(\\\\.|[^\"\\\\])*\"|//[^\n]*")]
    private static partial Regex StringsAndComments();
}
