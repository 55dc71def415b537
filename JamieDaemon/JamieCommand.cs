using System.CommandLine;
using JamieDaemon.Hosting;

namespace JamieDaemon;

/// <summary>The command line: verbs, each with its options, and settings as <c>--Section:Key=value</c> anywhere among them.</summary>
internal static class JamieCommand
{
    /// <summary>Whether there is anything but settings for the daemon.</summary>
    public static bool IsNeededFor(string[] args) => !Array.TrueForAll(args, IsSetting);

    public static async Task<int> RunAsync(string[] args)
    {
        var settings = Array.FindAll(args, IsSetting);
        var run = new Command("run", "Answer questions in Slack until told to stop (this is what happens without a verb)");
        run.SetAction((_, _) => RunVerb.RunAsync(settings));
        var root = new RootCommand(
            "Jamie answers the questions of people on call, in Slack, from a model of your own. Every setting of appsettings.json can be "
            + "given as --Section:Key=value.")
        {
            run,
            ChatVerb.Build(settings),
            DoctorVerb.Build(settings),
            ManifestVerb.Build(settings),
            HealthVerb.Build(settings),
        };
        root.SetAction((_, _) => RunVerb.RunAsync(settings));
        var parsed = root.Parse(Array.FindAll(args, word => !IsSetting(word)));
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("JamieDaemon --help tells more.");
            return HostExitCode.BadUsage;
        }

        // Verbs that run for a while hear signals themselves; an exception that nobody caught is worth its stack.
        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    /// <summary>Told from an option of a verb by the colon of its section.</summary>
    private static bool IsSetting(string word) =>
        word.StartsWith("--", StringComparison.Ordinal) && word.IndexOf(':') is > 2 and var colon && word.IndexOf('=') > colon;
}
