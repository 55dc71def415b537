using System.Text.RegularExpressions;
using System.Xml.Linq;
using JamieDaemon.Telemetry;
using JamieDaemon.Tests.Docs;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests;

/// <summary>There is one version, that of Directory.Build.props. ChartFilesTests compare the chart, <c>.ci/image</c> the image's label.</summary>
public sealed partial class VersionTests
{
    private static readonly string Version = XDocument.Load(Repository.File("Directory.Build.props")).Descendants("Version").Single().Value;

    [Test]
    public void It_is_three_numbers() => Assert.That(Version, Does.Match(@"^\d+\.\d+\.\d+(-[a-z0-9.]+)?$"));

    [Test]
    public void Telemetry_says_it() => Assert.That(JamieTelemetry.ServiceVersion, Is.EqualTo(Version));

    [Test]
    public async Task The_command_line_prints_it_with_the_commit_where_there_is_one()
    {
        var (exitCode, output, _) = await DaemonProgram.RunAsync("--version");
        // In a worktree .git is a file.
        var commit = Path.Exists(Repository.File(".git")) ? @"\+[0-9a-f]{40}" : "";
        Assert.That(exitCode, Is.Zero);
        Assert.That(output.Trim(), Does.Match($"^{Regex.Escape(Version)}{commit}$"));
    }

    [Test]
    public void Every_image_and_archive_that_is_named_with_a_version_has_it() => Assert.Multiple(() =>
    {
        foreach (var file in Files.Where(file => Path.GetExtension(file) is ".md" or ".yaml" or ".yml" or ".txt" || Path.GetFileName(file) == "Dockerfile"))
        {
            foreach (Match named in Named().Matches(File.ReadAllText(file))) Assert.That(named.Groups["version"].Value, Is.EqualTo(Version), file);
        }
    });

    [Test]
    public void The_changelog_tells_of_it_or_of_what_is_not_released_yet() =>
        Assert.That(File.ReadAllText(Repository.File("CHANGELOG.md")), Does.Match($@"(?m)^## (\[Unreleased\]|\[{Regex.Escape(Version)}\] - \d{{4}}-\d\d-\d\d)$"));

    private static IEnumerable<string> Files => new[] { "docs", "deploy" }.SelectMany(folder => Directory.EnumerateFiles(Repository.Folder(folder), "*", SearchOption.AllDirectories))
        .Concat(Directory.EnumerateFiles(Repository.Folder("."))).Where(file => Path.GetFileName(file) != "CHANGELOG.md");

    [GeneratedRegex(@"\bjamie[:-]v?(?<version>\d+\.\d+\.\d+)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();
}
