using JamieDaemon.Hosting;

namespace JamieDaemon;

/// <summary>The verb <c>run</c>, and what happens without a verb: the daemon, until it is told to stop.</summary>
internal static class RunVerb
{
    public static async Task<int> RunAsync(string[] settings)
    {
        var builder = JamieHost.CreateBuilder(settings);
        using var host = builder.Build();
        if (JamieSettings.AreBad(builder.Services, host.Services)) return HostExitCode.BadSettings;
        await host.StartAsync();
        await host.WaitForShutdownAsync();
        return HostExitCode.Of(host.Services);
    }
}
