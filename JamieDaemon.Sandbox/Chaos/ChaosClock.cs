using System.Globalization;

namespace JamieDaemon.Sandbox.Chaos;

/// <summary>The daemon's clock, which can be moved while it runs: libfaketime between the daemon and the C library. What measures spans of time goes on evenly.</summary>
/// <seealso href="https://github.com/wolfcw/libfaketime"/>
internal sealed class ChaosClock(DirectoryInfo folder)
{
    private const string Library = "libfaketimeMT.so.1";

    private static readonly string[] Folders = ["/usr/lib/x86_64-linux-gnu/faketime", "/usr/lib/aarch64-linux-gnu/faketime", "/usr/lib/faketime", "/usr/lib64/faketime"];

    private readonly string _file = Path.Combine(folder.FullName, "clock");

    /// <summary>What the daemon's environment needs.</summary>
    /// <exception cref="SandboxException">The library is missing.</exception>
    public IReadOnlyList<(string Name, string Value)> Variables()
    {
        var library = Folders.Select(static folder => Path.Combine(folder, Library)).FirstOrDefault(File.Exists)
            ?? throw new SandboxException($"The chaos run moves the daemon's clock with {Library}, which is not here. On Debian: apt-get install faketime.");
        Set(TimeSpan.Zero);
        return [("LD_PRELOAD", library), ("FAKETIME_TIMESTAMP_FILE", _file), ("FAKETIME_CACHE_DURATION", "1"), ("FAKETIME_DONT_FAKE_MONOTONIC", "1"), ("FAKETIME_FORCE_MONOTONIC_FIX", "0")];
    }

    /// <summary>Makes the clock differ so much from ours, within a second.</summary>
    public void Set(TimeSpan ahead)
    {
        // In one step: whoever reads half a file ends the daemon.
        var draft = $"{_file}.new";
        File.WriteAllText(draft, ahead.TotalSeconds.ToString("+0;-0;+0", CultureInfo.InvariantCulture));
        File.Move(draft, _file, overwrite: true);
    }

    /// <summary>Clears up after a process that was killed: what the library keeps of it would end the next one with that id at its start.</summary>
    public static void Forget(int processId)
    {
        foreach (var left in new[] { $"faketime_shm_{processId}", $"sem.faketime_sem_{processId}" }) File.Delete(Path.Combine("/dev/shm", left));
    }

    /// <summary>Somewhere between two days ago and two days hence, more often near than far.</summary>
    public void Jump(Random random) => Set(TimeSpan.FromSeconds(Math.Pow(random.NextDouble(), 4) * 172_800 * (random.Next(2) == 0 ? -1 : 1)));
}
