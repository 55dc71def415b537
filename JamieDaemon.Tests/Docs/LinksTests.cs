namespace JamieDaemon.Tests.Docs;

/// <summary>Every page of the repository: where its links lead.</summary>
public sealed class LinksTests
{
    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None };

    private static IEnumerable<string> Pages => Directory.EnumerateFiles(Repository.Folder("."), "*.md", Everywhere)
        .Select(file => Path.GetRelativePath(Repository.Folder("."), file))
        .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj" or "node_modules" or "TestResults" or "Samples"));

    [TestCaseSource(nameof(Pages))]
    public void Every_link_within_the_repository_leads_somewhere(string path) => Assert.Multiple(() =>
    {
        foreach (var link in new MarkdownPage(path).Links())
        {
            var parts = link.Split('#');
            var target = parts[0].Length == 0 ? path : Path.Combine(Path.GetDirectoryName(path)!, parts[0]);
            Assert.That(Path.Exists(Repository.File(target)), Is.True, link);
            if (parts.Length > 1) Assert.That(new MarkdownPage(target).Anchors(), Does.Contain(parts[1]), link);
        }
    });

    [Test]
    public void All_pages_are_looked_at() => Assert.That(Pages, Has.Some.EqualTo("README.md").And.Some.EqualTo(Path.Combine("docs", "configuration.md")));
}
