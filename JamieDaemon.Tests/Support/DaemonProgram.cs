using System.Diagnostics;
using JamieDaemon.Sandbox.Daemon;

namespace JamieDaemon.Tests.Support;

/// <summary>The published daemon as a process of its own, with no setting but those given.</summary>
internal static class DaemonProgram
{
    public static Process Start(params (string Name, string Value)[] variables)
    {
        var start = DaemonBinary.Find(Path.Combine(SandboxProgram.Folder, "daemon"))!;
        (start.UseShellExecute, start.RedirectStandardOutput, start.RedirectStandardError) = (false, true, true);
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
