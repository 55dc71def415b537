using System.Globalization;

namespace JamieDaemon.Observability;

/// <summary>
/// Finds how much memory the process may have: the tightest limit of its control group and of those above it (cgroups(7), both
/// versions), or all that the machine has. The garbage collector's own figure is only three quarters of a container's limit.
/// </summary>
public static class MemoryLimitReader
{
    /// <summary>Reads below <paramref name="root"/>, which is <c>/</c> except in tests.</summary>
    public static long Read(string root = "/")
    {
        var limit = ReadMachine(File.ReadAllText(Path.Combine(root, "proc/meminfo")));
        var groups = Path.Combine(root, "proc/self/cgroup");
        if (!File.Exists(groups))
        {
            return limit;
        }

        foreach (var line in File.ReadLines(groups))
        {
            // hierarchy-ID:controllers:path; version 2 has no controllers there.
            if (line.Split(':', 3) is not [_, var controllers, var group])
            {
                continue;
            }

            if (controllers.Length == 0)
            {
                limit = Tightest(Path.Combine(root, "sys/fs/cgroup"), group, "memory.max", limit);
            }
            else if (controllers.Split(',').Contains("memory"))
            {
                limit = Tightest(Path.Combine(root, "sys/fs/cgroup/memory"), group, "memory.limit_in_bytes", limit);
            }
        }

        return limit;
    }

    /// <summary>The line <c>MemTotal: 16384 kB</c>, in bytes.</summary>
    public static long ReadMachine(string meminfo)
    {
        const string Key = "MemTotal:";
        var total = meminfo.AsSpan(meminfo.IndexOf(Key, StringComparison.Ordinal) + Key.Length).TrimStart();
        return long.Parse(total[..total.IndexOf(' ')], CultureInfo.InvariantCulture) * 1024;
    }

    // In a container the path may be the host's, of which nothing is to be seen but the mount's root: that is its end here too.
    private static long Tightest(string mount, string group, string file, long limit)
    {
        for (var path = group.Trim('/'); ; path = path[..Math.Max(path.LastIndexOf('/'), 0)])
        {
            var candidate = Path.Combine(mount, path, file);
            // "max", and in version 1 a number beyond all memory, mean none.
            if (File.Exists(candidate) && long.TryParse(File.ReadAllText(candidate), CultureInfo.InvariantCulture, out var bytes))
            {
                limit = Math.Min(limit, bytes);
            }

            if (path.Length == 0)
            {
                return limit;
            }
        }
    }
}
