using System.Runtime.InteropServices;
using JamieDaemon.Observability;
using Microsoft.Win32.SafeHandles;

namespace JamieDaemon.Tests.ChildPrograms;

/// <summary>Takes every file descriptor that it may have, and says what is counted before and then.</summary>
internal static class DescriptorGlutton
{
    private const int OpenFiles = 7;

    public static int Run()
    {
        // The runtime has raised it to what the machine allows, which may be a million.
        var few = new ResourceLimit(512, 512);
        if (SetLimit(OpenFiles, few) != 0) return 1;
        // The first read also loads what could not be loaded any more.
        var before = OpenFileCount.Read(limit: 4321);
        var held = new List<SafeFileHandle>();
        try
        {
            while (true) held.Add(File.OpenHandle("/dev/null"));
        }
        catch (IOException)
        {
            var then = OpenFileCount.Read(limit: 4321);
            held.ForEach(handle => handle.Dispose());
            Console.Write($"{before is > 0 and < 4321} {then}");
            return 0;
        }
    }

    [DllImport("libc", EntryPoint = "setrlimit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetLimit(int resource, in ResourceLimit limit);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct ResourceLimit(nuint Soft, nuint Hard);
}
