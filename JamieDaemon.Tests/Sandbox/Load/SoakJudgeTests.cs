using JamieDaemon.Sandbox.Load;

namespace JamieDaemon.Tests.Sandbox.Load;

public sealed class SoakJudgeTests
{
    private static readonly ResourceSample Resting = new(Memory: 100_000_000, Files: 50, Sockets: 20, Threads: 30);

    private static readonly ResourceSample[] Flat = [.. Enumerable.Repeat(Resting, 40)];

    private static IEnumerable<TestCaseData> Leaks =>
    [
        new TestCaseData("  last to second", Flat[..30].Concat(Enumerable.Repeat(Resting with { Memory = 111_000_000 }, 10)).ToArray(), Resting).SetArgDisplayNames("memory"),
        new TestCaseData("open files: before · after", Flat, Resting with { Files = 71 }).SetArgDisplayNames("files"),
        new TestCaseData("open sockets: before · after", Flat, Resting with { Sockets = 41 }).SetArgDisplayNames("sockets"),
        new TestCaseData("threads: before · after", Flat, Resting with { Threads = 51 }).SetArgDisplayNames("threads"),
        new TestCaseData("memory by quarter", Flat[..3], Resting).SetArgDisplayNames("a run too short to tell"),
    ];

    [Test]
    public void What_stays_flat_keeps_every_limit() => Assert.That(SoakJudge.Judge(Flat, Resting), Has.All.Property(nameof(LoadFigure.Holds)).True);

    [TestCaseSource(nameof(Leaks))]
    public void A_leak_turns_its_line_red(string line, ResourceSample[] samples, ResourceSample after) =>
        Assert.That(SoakJudge.Judge(samples, after).Where(figure => !figure.Holds).Select(figure => figure.Name), Is.EqualTo(new[] { line }));
}
