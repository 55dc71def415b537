using System.CommandLine;

namespace JamieDaemon.Sandbox.Daemon;

/// <summary>The option that names another build of the daemon.</summary>
internal static class DaemonOption
{
    public static Option<string?> Create() => new("--daemon")
    {
        Description = "Judge this build instead of the one that came with the sandbox: the program, its .dll, or their directory",
        HelpName = "PATH",
    };
}
