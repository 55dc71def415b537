using System.Diagnostics;

namespace JamieDaemon.Tests.Support;

/// <summary>
/// A program that others wrote and that judges our output. Where it is missing the test is ignored, but never in CI.
/// </summary>
internal static class Judge
{
    /// <summary>Runs the program on the input and answers its exit code and everything it printed.</summary>
    /// <param name="program">Its name.</param>
    /// <param name="arguments">For it.</param>
    /// <param name="input">On its standard input.</param>
    /// <param name="debianPackage">What brings it.</param>
    public static async Task<(int ExitCode, string Output)> AskAsync(string program, string[] arguments, byte[] input, string debianPackage)
    {
        var path = Need(program, debianPackage);
        var start = new ProcessStartInfo(path, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.BaseStream.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(Limits.OfProgram);
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>Where the program is; without it the test is over.</summary>
    public static string Need(string program, string debianPackage)
    {
        var path = Find(program);
        if (path is null && Environment.GetEnvironmentVariable("CI") == "true")
        {
            Assert.Fail($"{program} is missing; in CI it must be installed: apt-get install {debianPackage}");
        }

        if (path is null)
        {
            Assert.Ignore($"{program} is not installed. To run this test: apt-get install {debianPackage}");
        }

        return path;
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Prepend("/usr/sbin").Prepend("/usr/bin")
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
