using System.Diagnostics;

namespace JamieDaemon.Tests.Support;

/// <summary>Runs a script of <c>Judges/</c> with node: a client that nobody here wrote has the last word on a protocol.</summary>
internal static class NpmJudge
{
    private static readonly SemaphoreSlim Installing = new(1);
    private static readonly HashSet<string> Installed = [];

    /// <summary>Installs the judge's packages as locked, once, and runs its script; fails with what it printed unless it exits with 0.</summary>
    /// <param name="judge">The folder under Judges/, and the name of the script in it.</param>
    /// <param name="arguments">For the script.</param>
    public static async Task ApproveAsync(string judge, params string[] arguments)
    {
        var (exitCode, output) = await AskAsync(judge, arguments);
        Assert.That(exitCode, Is.Zero, $"{judge} {string.Join(' ', arguments)}\n{output}");
    }

    /// <summary>The same, but answers with the exit code and what was printed.</summary>
    public static async Task<(int ExitCode, string Output)> AskAsync(string judge, params string[] arguments)
    {
        await InstallAsync(judge, Folder(judge));
        return await RunAsync("node", [$"{judge}.mjs", .. arguments], Folder(judge));
    }

    /// <summary>Where a judge runs, and finds its packages.</summary>
    public static string Folder(string judge) => Path.Combine(AppContext.BaseDirectory, "Judges", judge);

    private static async Task InstallAsync(string judge, string folder)
    {
        await Installing.WaitAsync();
        try
        {
            if (Installed.Contains(judge)) return;
            var (exitCode, output) = await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder);
            Assert.That(exitCode, Is.Zero, $"npm ci\n{output}");
            Installed.Add(judge);
        }
        finally
        {
            Installing.Release();
        }
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments, string folder)
    {
        if (!IsInstalled(program))
        {
            const string How = "node and npm are missing: install Node.js 20 or later (Debian: apt-get install nodejs npm).";
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(How);
            Assert.Ignore(How);
        }

        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync(Limits.OfProgram);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} did not end within 2 minutes.");
        }

        return (process.ExitCode, await output + await errors);
    }

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".cmd")));
}
