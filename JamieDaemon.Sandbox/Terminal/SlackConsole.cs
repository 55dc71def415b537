using Spectre.Console;

namespace JamieDaemon.Sandbox.Terminal;

/// <summary>stub</summary>
internal static class SlackConsole
{
    public static Task<int> RunAsync(IAnsiConsole console, TimeProvider time, CancellationToken cancellationToken) => Task.FromResult(0);
}
