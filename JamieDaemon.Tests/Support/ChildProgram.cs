using System.Diagnostics;

namespace JamieDaemon.Tests.Support;

/// <summary>This assembly as a process of its own, with no setting but those given: see ChildPrograms.</summary>
internal static class ChildProgram
{
    public static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "JamieDaemon.Tests.dll"), .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;
}
