using System.Globalization;

namespace JamieDaemon.Observability;

/// <summary>
/// The fields of <c>/proc/self/stat</c> that Prometheus asks of every process (proc_pid_stat(5)): the start in clock ticks after
/// boot, memory in bytes and in pages.
/// </summary>
public sealed record ProcStat(long StartTicks, long VirtualBytes, long ResidentPages);

/// <summary>Reads the line of <c>/proc/self/stat</c>.</summary>
public static class ProcStatReader
{
    /// <summary>USER_HZ: fixed at 100 in the kernel's interface on every architecture that .NET runs on.</summary>
    public const int TicksPerSecond = 100;

    public static ProcStat Read(string line)
    {
        // The second field is the program's name in parentheses, and may itself hold blanks and parentheses.
        var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
        return new ProcStat(Field(22), Field(23), Field(24));

        // Numbered from 1 as in the manual; what is left begins with field 3.
        long Field(int number) => long.Parse(fields[number - 3], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
    }

    /// <summary>Finds the moment the machine started, in Unix seconds, in the text of <c>/proc/stat</c>.</summary>
    public static long ReadBootTime(string stat)
    {
        const string Key = "\nbtime ";
        var start = stat.IndexOf(Key, StringComparison.Ordinal) + Key.Length;
        return long.Parse(stat.AsSpan(start, stat.IndexOf('\n', start) - start), CultureInfo.InvariantCulture);
    }

    /// <summary>Finds the soft limit of open files in the text of <c>/proc/self/limits</c>; "unlimited" is null.</summary>
    public static long? ReadMaxOpenFiles(string limits)
    {
        const string Key = "Max open files";
        var start = limits.IndexOf(Key, StringComparison.Ordinal) + Key.Length;
        var soft = limits.AsSpan(start).TrimStart();
        soft = soft[..soft.IndexOf(' ')];
        return long.TryParse(soft, CultureInfo.InvariantCulture, out var files) ? files : null;
    }
}
