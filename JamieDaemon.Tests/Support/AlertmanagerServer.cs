using System.Diagnostics;
using JamieDaemon.Sandbox.Daemon;

namespace JamieDaemon.Tests.Support;

/// <summary>A real Alertmanager on loopback, without peers.</summary>
internal sealed class AlertmanagerServer : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ChildProcess _program;

    private AlertmanagerServer(string configuration)
    {
        Address = $"127.0.0.1:{FreePort.Find()}";
        File.WriteAllText(_folder.File("alertmanager.yml"), configuration);
        _program = ChildProcess.Start(
            new ProcessStartInfo(
                Judge.Need("prometheus-alertmanager", "prometheus-alertmanager"),
                [
                    $"--config.file={_folder.File("alertmanager.yml")}", $"--storage.path={_folder.File("data")}",
                    $"--web.listen-address={Address}", "--cluster.listen-address=", "--log.level=warn",
                ]),
            TimeProvider.System);
    }

    /// <summary>Host and port.</summary>
    public string Address { get; }

    /// <summary>What it said last, for a test that waited in vain.</summary>
    public string Tail => _program.Tail;

    public static AlertmanagerServer Start(string configuration) => new(configuration);

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _folder.Dispose();
    }
}
