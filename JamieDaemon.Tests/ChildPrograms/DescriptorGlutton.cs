using JamieDaemon.Observability;
using Microsoft.Win32.SafeHandles;

namespace JamieDaemon.Tests.ChildPrograms;

/// <summary>Takes every file descriptor that there is, and says what is counted before and then.</summary>
internal static class DescriptorGlutton
{
    public static int Run()
    {
        // Loaded before nothing can be opened any more.
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
}
