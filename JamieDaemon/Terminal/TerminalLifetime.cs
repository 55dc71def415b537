namespace JamieDaemon.Terminal;

/// <summary>Leaves signals alone: the platform's own lifetime would take every Ctrl-C for itself.</summary>
internal sealed class TerminalLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
