using JamieDaemon.Observability.Logs;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Observability.Logs;

public sealed class LogTailTests
{
    [TestCase("", false, TestName = "An_empty_file_is_whole")]
    [TestCase("{}\n{}\n", false, TestName = "A_line_break_ends_a_file")]
    [TestCase("{}\n{\"a", true, TestName = "Half_a_line_does_not")]
    [TestCase("{}\n{}\0\0\0", true, TestName = "Nor_do_zeros_as_a_power_cut_leaves_them")]
    [TestCase("{\"a", true, TestName = "Nor_does_half_a_first_line")]
    public void It_is_seen_how_a_file_ends(string text, bool isTorn)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("log"), text);
        Assert.That(LogTail.IsTorn(folder.File("log")), Is.EqualTo(isTorn));
    }
}
