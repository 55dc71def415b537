using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace JamieDaemon.Journal;

/// <summary>Makes the names in a directory as safe as the content of its files: a file that was flushed can still lose its name.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man2/fsync.2.html"/>
internal static class DirectorySync
{
    private const int ReadOnlyDirectory = 0x10000;

    /// <summary>On Linux only: elsewhere directories cannot be opened so, and need not be.</summary>
    public static void Flush(string path)
    {
        if (!OperatingSystem.IsLinux()) return;
        // The platform refuses to open a directory as a file.
        using var directory = Open(path, ReadOnlyDirectory);
        if (directory.IsInvalid) throw new IOException($"The directory {path} cannot be flushed: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}");
        RandomAccess.FlushToDisk(directory);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern SafeFileHandle Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);
}
