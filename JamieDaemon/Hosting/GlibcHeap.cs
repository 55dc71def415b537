using System.Runtime.InteropServices;

namespace JamieDaemon.Hosting;

/// <summary>The C library's heap, in which the just-in-time compiler works: in pages of 64 kB, which it frees when a method is done.</summary>
internal static class GlibcHeap
{
    /// <summary><c>M_MMAP_THRESHOLD</c>, https://man7.org/linux/man-pages/man3/mallopt.3.html</summary>
    private const int MmapThreshold = -3;

    /// <summary>
    /// Has glibc give such pages back when they are freed. Left alone, it learns to keep them: 5 MB for good after the largest method, measured.
    /// </summary>
    public static void GiveBackPages()
    {
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            _ = SetOption(MmapThreshold, 64 * 1024);
        }
        catch (Exception absent) when (absent is DllNotFoundException or EntryPointNotFoundException)
        {
            // musl has no such option, and no such habit.
        }
    }

    [DllImport("libc.so.6", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetOption(int option, int value);
}
