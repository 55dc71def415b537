using JamieDaemon.Observability.Logs;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Observability.Logs;

public sealed class LogTailReaderTests
{
    [TestCase("", LogTail.Whole)]
    [TestCase("{}\n{}\n", LogTail.Whole)]
    [TestCase("{}\n{\"a", LogTail.Torn)]
    [TestCase("{}\n{}\0\0\0", LogTail.Torn, TestName = "Zeros_as_a_power_cut_leaves_them")]
    [TestCase("{\"a", LogTail.Unborn)]
    public void It_is_seen_how_a_file_ends(string text, LogTail tail)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("log"), text);
        Assert.That(LogTailReader.Read(folder.File("log")), Is.EqualTo(tail));
    }
}
