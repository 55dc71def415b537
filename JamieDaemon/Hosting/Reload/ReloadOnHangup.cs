using System.Runtime.InteropServices;

namespace JamieDaemon.Hosting.Reload;

/// <summary>Has the settings read anew on SIGHUP, which would end the process otherwise.</summary>
/// <remarks>No watch over the files: an editor saves a half-written one, and a ConfigMap comes in pieces. Whoever has changed them says when they are whole.</remarks>
internal sealed partial class ReloadOnHangup(SettingsReloader settings, IEnumerable<IReloadWitness> witnesses, ILogger<ReloadOnHangup> logger) : IHostedLifecycleService, IDisposable
{
    private PosixSignalRegistration? _hangup;

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnHangup);
        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _hangup?.Dispose();

    private void OnHangup(PosixSignalContext signal)
    {
        signal.Cancel = true;
        foreach (var witness in witnesses) witness.ReloadBegins();
        try
        {
            settings.Reload();
        }
#pragma warning disable CA1031 // On the signal's own thread, where it would end the process: the old settings are better than none.
        catch (Exception bug)
#pragma warning restore CA1031
        {
            Log.Broken(logger, bug);
        }
        finally
        {
            foreach (var witness in witnesses) witness.ReloadEnds();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "config.reload_failed", Level = LogLevel.Error, Message = "A bug: the settings could not be read anew, and the old ones stay in force")]
        public static partial void Broken(ILogger logger, Exception bug);
    }
}
