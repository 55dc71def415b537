using System.Diagnostics;

namespace JamieDaemon.Sandbox.Daemon;

/// <summary>The published daemon: its own build next to the sandbox, or the one somebody names.</summary>
internal static class DaemonBinary
{
    private const string Name = "JamieDaemon";

    public static string Default => Path.Combine(AppContext.BaseDirectory, "daemon");

    /// <param name="path">The program, its <c>.dll</c>, or the directory of either.</param>
    /// <returns>How to start it; null when there is no daemon.</returns>
    public static ProcessStartInfo? Find(string path)
    {
        if (Directory.Exists(path))
            return Find(Path.Combine(path, Name)) ?? Find(Path.Combine(path, Name + ".dll"));
        if (!File.Exists(path))
            return null;
        return Path.GetExtension(path) == ".dll" ? new ProcessStartInfo("dotnet", [path]) : new ProcessStartInfo(path);
    }
}
