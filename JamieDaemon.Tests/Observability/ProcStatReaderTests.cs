using JamieDaemon.Observability;

namespace JamieDaemon.Tests.Observability;

public sealed class ProcStatReaderTests
{
    private const string Numbers =
        " S 1 4242 4242 0 -1 4194560 9001 0 12 0 250 75 0 0 20 0 14 0 88123 274877906944 9876 18446744073709551615 1 1 0 0 0";

    [TestCase("4242 (JamieDaemon)")]
    [TestCase("4242 (a) b (c)")]
    [TestCase("4242 (with spaces)")]
    public void The_name_of_the_program_does_not_shift_the_fields(string beginning) =>
        Assert.That(ProcStatReader.Read(beginning + Numbers), Is.EqualTo(new ProcStat(88123, 274877906944, 9876)));

    [Test]
    public void The_boot_time_is_found() =>
        Assert.That(ProcStatReader.ReadBootTime("cpu  1 2 3\nintr 5\nctxt 7\nbtime 1700000000\nprocesses 9\n"),
            Is.EqualTo(1_700_000_000));

    [TestCase("Max open files            1024                 524288               files     \n", 1024)]
    [TestCase("Max cpu time     9            9            seconds\nMax open files   unlimited    unlimited    files\n", null)]
    public void The_limit_of_open_files_is_found(string limits, long? files) =>
        Assert.That(ProcStatReader.ReadMaxOpenFiles(limits), Is.EqualTo(files));
}
