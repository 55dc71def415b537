using System.Runtime.InteropServices;

namespace JamieDaemon.Sandbox.Daemon;

/// <summary>Makes the disk full for one process: every write to a file fails there, at once, until the limit is taken away.</summary>
/// <remarks>The kernel also sends SIGXFSZ, which ends whoever does not ignore it: the process must have been started so.</remarks>
/// <seealso href="https://man7.org/linux/man-pages/man2/prlimit.2.html"/>
internal static class FileSizeLimit
{
    private const int FileSize = 1;

    public static void Set(int process) => Set(process, new Limit(0, ulong.MaxValue));

    public static void Clear(int process) => Set(process, new Limit(ulong.MaxValue, ulong.MaxValue));

    private static void Set(int process, Limit limit)
    {
        const int NoSuchProcess = 3;
        if (prlimit(process, FileSize, limit, 0) != 0 && Marshal.GetLastPInvokeError() is not NoSuchProcess and var error)
            throw new SandboxException($"The limit of process {process} could not be set: {Marshal.GetPInvokeErrorMessage(error)}");
    }

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int prlimit(int pid, int resource, in Limit limit, nint old);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Limit(ulong Soft, ulong Hard);
}
