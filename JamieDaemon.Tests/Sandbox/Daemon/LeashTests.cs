using System.Diagnostics;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Daemon;

public sealed partial class LeashTests
{
    [Test]
    public async Task A_sandbox_killed_with_kill_9_takes_its_daemon_with_it()
    {
        using var sandbox = StartSandbox();
        using var toDaemon = await ConnectAsync(sandbox.StandardOutput);
        sandbox.Kill();
        Assert.That(() => WaitForEndAsync(toDaemon), Throws.Nothing);
    }

    [Test]
    public async Task A_sandbox_whose_input_ends_lets_its_daemon_finish_and_exits_0()
    {
        using var sandbox = StartSandbox();
        using var toDaemon = await ConnectAsync(sandbox.StandardOutput);
        sandbox.StandardInput.Close();
        var rest = await sandbox.StandardOutput.ReadToEndAsync(Limits.Token);
        await sandbox.WaitForExitAsync(Limits.Token);
        Assert.Multiple(() =>
        {
            Assert.That(sandbox.ExitCode, Is.Zero, rest);
            Assert.That(rest, Does.Contain("Bye!"));
        });
        Assert.That(() => WaitForEndAsync(toDaemon), Throws.Nothing);
    }

    /// <summary>On a port of its own: two sandboxes that start together would both find the usual one free.</summary>
    private static Process StartSandbox() => SandboxProgram.Start("--port", FreePort.Find().ToString());

    /// <summary>A connection to the daemon's own port, which lasts as long as the daemon does.</summary>
    private static async Task<TcpClient> ConnectAsync(StreamReader output)
    {
        while (await output.ReadLineAsync(Limits.Token) is { } line)
        {
            if (HealthAddress().Match(line) is not { Success: true } address) continue;
            var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", int.Parse(address.Groups["port"].Value), Limits.Token);
            return client;
        }

        throw new AssertionException("The sandbox did not say where the daemon's health is.");
    }

    /// <summary>Whatever it still says is of no interest.</summary>
    private static async Task WaitForEndAsync(TcpClient connection)
    {
        try
        {
            await connection.GetStream().CopyToAsync(Stream.Null, Limits.Token);
        }
        catch (IOException)
        {
            // Reset: as good an end as any.
        }
    }

    [GeneratedRegex(@"http://localhost:(?<port>\d+)/health", RegexOptions.ExplicitCapture)]
    private static partial Regex HealthAddress();
}
