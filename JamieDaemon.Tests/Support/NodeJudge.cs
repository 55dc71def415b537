using System.ComponentModel;
using System.Diagnostics;

namespace JamieDaemon.Tests.Support;

/// <summary>Runs the scripts under Judges/ with node, in the output folder, after installing their packages once.</summary>
internal static class NodeJudge
{
    private static readonly string Folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "Judges");
    private static readonly SemaphoreSlim Installing = new(1);

    /// <summary>Runs a script to its end; ends the test when node or its packages cannot be had.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string script, string[] arguments, CancellationToken patience)
    {
        try
        {
            if (await InstallOnceAsync(patience) is { } problem)
                Skip(problem);
            return await StartAsync("node", [script, .. arguments], patience);
        }
        catch (Win32Exception)
        {
            Skip("Slack's own client needs node 20 or later with npm: install it from https://nodejs.org, then run again.");
            throw;
        }
    }

    private static void Skip(string problem)
    {
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(problem);
        Assert.Ignore(problem);
    }

    private static async Task<string?> InstallOnceAsync(CancellationToken patience)
    {
        await Installing.WaitAsync(patience);
        try
        {
            return await InstallAsync(patience);
        }
        finally
        {
            Installing.Release();
        }
    }

    private static async Task<string?> InstallAsync(CancellationToken patience)
    {
        var mark = new FileInfo(Path.Combine(Folder, "node_modules", ".package-lock.json"));
        if (mark.Exists && mark.LastWriteTimeUtc > File.GetLastWriteTimeUtc(Path.Combine(Folder, "package-lock.json")))
            return null;
        var (exitCode, output) = await StartAsync("npm", ["ci"], patience);
        return exitCode == 0 ? null : $"'npm ci' in {Folder} failed; it needs a package registry:\n{output}";
    }

    private static async Task<(int ExitCode, string Output)> StartAsync(
        string command, string[] arguments, CancellationToken patience)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo(command, arguments) };
        process.StartInfo.WorkingDirectory = Folder;
        process.StartInfo.UseShellExecute = false;
        process.StartInfo.RedirectStandardOutput = true;
        process.StartInfo.RedirectStandardError = true;
        process.Start();
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        try
        {
            await process.WaitForExitAsync(patience);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, $"{command} did not end in time.\n{await output}{await errors}");
        }

        return (process.ExitCode, await output + await errors);
    }
}
