using JamieDaemon;
using JamieDaemon.Hosting;

GlibcHeap.GiveBackPages();
try
{
    // The daemon's own start is not to wait for a command line that it does not have.
    return JamieCommand.IsNeededFor(args) ? await JamieCommand.RunAsync(args) : await RunVerb.RunAsync(args);
}
catch (SettingsFileException unreadable)
{
    await Console.Error.WriteLineAsync(unreadable.Message);
    return HostExitCode.BadSettings;
}
