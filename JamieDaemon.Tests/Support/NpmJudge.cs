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
        var folder = Path.Combine(AppContext.BaseDirectory, "Judges", judge);
        await InstallAsync(judge, folder);
        await RunAsync("node", [$"{judge}.mjs", .. arguments], folder);
    }

    private static async Task InstallAsync(string judge, string folder)
    {
        await Installing.WaitAsync();
        try
        {
            if (Installed.Contains(judge)) return;
            await RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder);
            Installed.Add(judge);
        }
        finally
        {
            Installing.Release();
        }
    }

    private static async Task RunAsync(string program, string[] arguments, string folder)
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
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2), TimeProvider.System);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Assert.Fail($"{program} did not end within 2 minutes.");
        }

        Assert.That(process.ExitCode, Is.Zero, $"{program} {string.Join(' ', arguments)}\n{await output}{await errors}");
    }

    private static bool IsInstalled(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".cmd")));
}
