using JamieDaemon.Observability;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Observability;

public sealed class MemoryLimitReaderTests
{
    private const long Machine = 8L * 1024 * 1024 * 1024;
    private const long Limit = 256 * 1024 * 1024;

    private readonly TempFolder _root = new();

    [SetUp]
    public void Give_the_machine_8_GiB() => Write("proc/meminfo", "MemTotal:        8388608 kB\nMemFree:          123 kB\n");

    [TearDown]
    public void Clean() => _root.Dispose();

    [Test]
    public void Without_control_groups_the_machine_is_the_limit() => Assert.That(MemoryLimitReader.Read(_root.Path), Is.EqualTo(Machine));

    [TestCase("0::/\n", "sys/fs/cgroup/memory.max", TestName = "A container with version 2 has its limit at the root of what it sees")]
    [TestCase("0::/system.slice/jamie.service\n", "sys/fs/cgroup/system.slice/jamie.service/memory.max", TestName = "A unit of systemd has its own")]
    [TestCase("0::/system.slice/jamie.service\n", "sys/fs/cgroup/system.slice/memory.max", TestName = "A limit of what is above counts too")]
    [TestCase("5:cpu,memory:/\n0::/\n", "sys/fs/cgroup/memory/memory.limit_in_bytes", TestName = "Version 1 has a hierarchy for memory")]
    [TestCase("4:memory:/docker/0123\n", "sys/fs/cgroup/memory/memory.limit_in_bytes", TestName = "In a container of version 1 the path is the host's and leads nowhere")]
    public void The_tightest_limit_counts(string groups, string file)
    {
        Write("proc/self/cgroup", groups);
        Write(file, $"{Limit}\n");
        Assert.That(MemoryLimitReader.Read(_root.Path), Is.EqualTo(Limit));
    }

    [TestCase("max\n", TestName = "max is no limit")]
    [TestCase("9223372036854771712\n", TestName = "Nor is more than the machine has")]
    public void No_limit_is_the_machines(string none)
    {
        Write("proc/self/cgroup", "0::/jamie\n");
        Write("sys/fs/cgroup/jamie/memory.max", none);
        Assert.That(MemoryLimitReader.Read(_root.Path), Is.EqualTo(Machine));
    }

    [Test]
    public void Of_several_limits_it_is_the_smallest()
    {
        Write("proc/self/cgroup", "0::/a/b\n");
        Write("sys/fs/cgroup/a/memory.max", $"{Limit}\n");
        Write("sys/fs/cgroup/a/b/memory.max", $"{Limit * 2}\n");
        Assert.That(MemoryLimitReader.Read(_root.Path), Is.EqualTo(Limit));
    }

    [Test]
    public void Here_there_is_one() => Assert.That(MemoryLimitReader.Read(), Is.GreaterThan(Limit / 2));

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_root.File(file))!);
        File.WriteAllText(_root.File(file), text);
    }
}
