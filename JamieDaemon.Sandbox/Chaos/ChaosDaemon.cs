using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Slack.SocketMode;

namespace JamieDaemon.Sandbox.Chaos;

/// <summary>One daemon after another in one home: what one leaves on disk, the next finds.</summary>
internal sealed class ChaosDaemon(DaemonSettings settings, DirectoryInfo home, SlackSockets sockets, JournalWitness witness, TimeProvider time) : IAsyncDisposable
{
    private DaemonProcess? _now;

    /// <summary>Starts one, and waits until it hears Slack.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _now = DaemonProcess.Start(settings, home, time);
        await _now.WaitForSocketsAsync(sockets, count: 1, cancellationToken);
    }

    /// <summary>Kills it: at once, as far as the kernel is concerned.</summary>
    public void Kill() => _now?.Child.Kill();

    /// <summary>Waits until the one that was killed is gone, and starts the next.</summary>
    public async Task ReplaceAsync(CancellationToken cancellationToken)
    {
        await DisposeAsync();
        witness.Look();
        await StartAsync(cancellationToken);
    }

    /// <summary>Its disk takes nothing more, or takes everything again.</summary>
    public void FillDisk(bool isFull)
    {
        if (_now is not { Child.ExitCode: null } alive) return;
        if (isFull) FileSizeLimit.Set(alive.Child.Id);
        else FileSizeLimit.Clear(alive.Child.Id);
    }

    /// <summary>The memory that it occupies now.</summary>
    public long MemoryBytes => _now!.Child.MemoryBytes;

    /// <exception cref="SandboxException">It has ended, and nobody has killed it; its last words are in the message.</exception>
    public void MustLive()
    {
        if (_now!.Child.ExitCode is not null) throw _now.Failure("The daemon has ended by itself");
    }

    public async ValueTask DisposeAsync()
    {
        if (_now is not { } last) return;
        await last.DisposeAsync();
        ChaosClock.Forget(last.Child.Id);
    }
}
