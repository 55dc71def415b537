using System.Diagnostics;

namespace JamieDaemon.Tests.Support;

/// <summary>The built sandbox as a program of its own, the way its users run it.</summary>
internal static class SandboxProgram
{
    /// <summary>Its own output folder, where its build has put the daemon too.</summary>
    public static string Folder { get; } =
        AppContext.BaseDirectory.Replace("JamieDaemon.Tests", "JamieDaemon.Sandbox", StringComparison.Ordinal);

    public static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(Folder, "JamieDaemon.Sandbox.dll"), .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        UseShellExecute = false,
    })!;

    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var program = Start(arguments);
        program.StandardInput.Close();
        var limit = Limits.Token;
        var (output, error) = (program.StandardOutput.ReadToEndAsync(limit), program.StandardError.ReadToEndAsync(limit));
        try
        {
            await program.WaitForExitAsync(limit);
            return (program.ExitCode, await output, await error);
        }
        finally
        {
            if (!program.HasExited) program.Kill();
        }
    }
}
