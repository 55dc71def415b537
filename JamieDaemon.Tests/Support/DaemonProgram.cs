using System.Diagnostics;
using JamieDaemon.Sandbox.Daemon;

namespace JamieDaemon.Tests.Support;

/// <summary>The published daemon as a process of its own, with no setting but those given.</summary>
internal static class DaemonProgram
{
    public static Process Start(params (string Name, string Value)[] variables) => Start([], variables);

    /// <param name="arguments">A verb, its options, settings.</param>
    /// <param name="variables">Of the environment.</param>
    public static Process Start(string[] arguments, params (string Name, string Value)[] variables)
    {
        var start = DaemonBinary.Find(Path.Combine(SandboxProgram.Folder, "daemon"))!;
        (start.UseShellExecute, start.RedirectStandardInput) = (false, true);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in variables) start.Environment[name] = value;
        return Process.Start(start)!;
    }

    /// <summary>A verb that ends by itself.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var daemon = Start(arguments);
        daemon.StandardInput.Close();
        var limit = Limits.Token;
        var (output, error) = (daemon.StandardOutput.ReadToEndAsync(limit), daemon.StandardError.ReadToEndAsync(limit));
        try
        {
            await daemon.WaitForExitAsync(limit);
            return (daemon.ExitCode, await output, await error);
        }
        finally
        {
            if (!daemon.HasExited) daemon.Kill();
        }
    }
}
