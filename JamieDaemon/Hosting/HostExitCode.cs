namespace JamieDaemon.Hosting;

/// <summary>What the process tells its supervisor.</summary>
public static class HostExitCode
{
    public const int Stopped = 0;

    /// <summary>Something broke: worth a restart.</summary>
    public const int Failed = 1;

    /// <summary><c>EX_USAGE</c> of sysexits.h: no such verb or option.</summary>
    public const int BadUsage = 64;

    /// <summary><c>EX_CONFIG</c> of sysexits.h: the settings are wrong and a restart mends nothing (the unit's <c>RestartPreventExitStatus</c>).</summary>
    public const int BadSettings = 78;

    /// <summary>By how the host ended. The platform itself answers 0 even when a background service has crashed.</summary>
    public static int Of(IServiceProvider services)
    {
        foreach (var hosted in services.GetServices<IHostedService>())
        {
            if (hosted is BackgroundService { ExecuteTask.IsFaulted: true }) return Failed;
        }

        return Stopped;
    }
}
