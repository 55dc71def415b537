using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Slack.SocketMode;

namespace JamieDaemon.Sandbox.Chaos;

/// <summary>One daemon after another in one home: what one leaves on disk, the next finds.</summary>
internal sealed class ChaosDaemon(DaemonSettings settings, SlackSockets sockets, TimeProvider time) : IAsyncDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("jamie-chaos-");
    private DaemonProcess? _now;

    /// <summary>Starts one, and waits until it hears Slack.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _now = DaemonProcess.Start(settings, _home, time);
        await _now.WaitForSocketsAsync(sockets, count: 1, cancellationToken);
    }

    /// <summary>Kills it: at once, as far as the kernel is concerned.</summary>
    public void Kill() => _now?.Child.Kill();

    /// <summary>Waits until the one that was killed is gone, and starts the next.</summary>
    public async Task ReplaceAsync(CancellationToken cancellationToken)
    {
        await _now!.DisposeAsync();
        await StartAsync(cancellationToken);
    }

    /// <summary>The memory that it occupies now.</summary>
    public long MemoryBytes => _now!.Child.MemoryBytes;

    /// <summary>Says what it last wrote, when it has let us down.</summary>
    public SandboxException Failure(string what) => _now!.Failure(what);

    public async ValueTask DisposeAsync()
    {
        if (_now is not null) await _now.DisposeAsync();
        _home.Delete(recursive: true);
    }
}
