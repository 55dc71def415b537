namespace JamieDaemon.Observability.Logs;

/// <summary>Whether what is written to the console ends up in journald, which reads a line's severity from its beginning.</summary>
/// <seealso href="https://www.freedesktop.org/software/systemd/man/252/sd-daemon.html"/>
internal static class JournalStream
{
    /// <summary>The variable outlives a redirection, so the console's own socket is compared.</summary>
    /// <param name="variable">The text of <c>JOURNAL_STREAM</c>: a device and an inode.</param>
    /// <param name="console">What <c>/proc/self/fd/1</c> is.</param>
    public static bool Is(string? variable, string? console) =>
        variable?.IndexOf(':') is > 0 and var colon && console == $"socket:[{variable[(colon + 1)..]}]";

    public static bool IsConsole() =>
        Environment.GetEnvironmentVariable("JOURNAL_STREAM") is { Length: > 0 } variable && OperatingSystem.IsLinux() && Is(variable, new FileInfo("/proc/self/fd/1").LinkTarget);
}
