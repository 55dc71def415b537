using System.Runtime.InteropServices;

namespace JamieDaemon.Observability;

/// <summary>Counts the process's open file descriptors, which are the entries of <c>/proc/self/fd</c> (proc_pid_fd(5)).</summary>
/// <remarks>By the C library: .NET's enumeration looks at what every entry leads to, which takes 850 µs where this takes 30.</remarks>
internal static class OpenFileCount
{
    /// <summary>The folder itself, the one above it, and the descriptor that lists them.</summary>
    private const int NotCounted = 3;

    private static readonly byte[] Path = "/proc/self/fd\0"u8.ToArray();

    public static int Read()
    {
        var folder = OpenFolder(Path);
        if (folder == 0) return 0;
        var entries = 0;
        while (ReadEntry(folder) != 0) entries++;
        _ = CloseFolder(folder);
        return entries - NotCounted;
    }

    [DllImport("libc", EntryPoint = "opendir")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint OpenFolder(byte[] path);

    [DllImport("libc", EntryPoint = "readdir")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint ReadEntry(nint folder);

    [DllImport("libc", EntryPoint = "closedir")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int CloseFolder(nint folder);
}
