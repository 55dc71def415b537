using JamieDaemon.Observability.Logs;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Observability.Logs;

public sealed class LogTailTests
{
    private static readonly string Long = new('x', 10_000);

    private static IEnumerable<TestCaseData> Files() =>
    [
        new TestCaseData("", "").SetArgDisplayNames("empty"),
        new TestCaseData("{}\n{}\n", "{}\n{}\n").SetArgDisplayNames("whole"),
        new TestCaseData("{}\n{\"a", "{}\n").SetArgDisplayNames("torn"),
        new TestCaseData("{\"a", "").SetArgDisplayNames("torn from the start"),
        new TestCaseData("{}\n" + Long, "{}\n").SetArgDisplayNames("torn over several blocks"),
        new TestCaseData(Long + "\n" + Long + "\n{", Long + "\n" + Long + "\n").SetArgDisplayNames("long lines"),
    ];

    [TestCaseSource(nameof(Files))]
    public void A_half_line_at_the_end_goes(string before, string after)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("log"), before);
        LogTail.Repair(folder.File("log"));
        Assert.That(File.ReadAllText(folder.File("log")), Is.EqualTo(after));
    }
}
