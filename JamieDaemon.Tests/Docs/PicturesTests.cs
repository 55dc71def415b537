using System.Buffers.Binary;
using System.Text.Json;
using System.Text.RegularExpressions;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Docs;

/// <summary>The pictures of the documentation, drawn from blocks that the daemon really sent.</summary>
public sealed partial class PicturesTests
{
    private const int MostBytes = 150 * 1000;

    private static readonly string[] Browsers = ["chromium", "chromium-browser", "google-chrome"];

    private static IEnumerable<string> Mentioned => Directory.EnumerateFiles(Repository.Folder("docs"), "*.md")
        .Append(Repository.File("README.md"))
        .SelectMany(page => Picture().Matches(File.ReadAllText(page)))
        .Select(match => match.Groups["name"].Value)
        .Distinct();

    [Test]
    public void Every_picture_that_the_documentation_shows_is_there_and_none_is_there_for_nothing() => Assert.That(
        Directory.EnumerateFiles(Repository.Folder("docs/pictures")).Select(Path.GetFileName), Is.EquivalentTo(Mentioned));

    [Test]
    public void Every_picture_is_a_PNG_of_a_sensible_size() => Assert.Multiple(() =>
    {
        foreach (var name in Mentioned)
        {
            var bytes = File.ReadAllBytes(Repository.File($"docs/pictures/{name}"));
            Assert.That(bytes.AsSpan(0, 8).ToArray(), Is.EqualTo(new byte[] { 0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A }), name);
            Assert.That(bytes, Has.Length.InRange(5_000, MostBytes), name);
            var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
            Assert.That(width, Is.InRange(800, 1600), name);
            Assert.That(height, Is.InRange(200, 2000), name);
        }
    });

    /// <summary>Run by its name: <c>dotnet test --filter Name=Draw_the_pictures_of_the_documentation</c>.</summary>
    [Test]
    [Explicit("draws docs/pictures anew; needs Node.js, npm and Chromium (Debian: apt-get install chromium fonts-lato fonts-noto-color-emoji)")]
    public async Task Draw_the_pictures_of_the_documentation()
    {
        var browser = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .SelectMany(folder => Browsers.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (browser is null) Assert.Ignore("Chromium is missing (Debian: apt-get install chromium).");

        using var folder = new TempFolder();
        var conversations = folder.File("conversations.json");
        await File.WriteAllTextAsync(conversations, JsonSerializer.Serialize((await Scenes.PlayedAsync()).Pictures), Limits.Token);
        await NpmJudge.ApproveAsync("pictures", conversations, Repository.Folder("docs/pictures"), browser!);
    }

    [GeneratedRegex(@"pictures/(?<name>[\w-]+\.png)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Picture();
}
