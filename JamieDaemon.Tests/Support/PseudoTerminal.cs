using System.Diagnostics;
using System.Text;
using JamieDaemon.Sandbox.Daemon;

namespace JamieDaemon.Tests.Support;

/// <summary>The published daemon on a terminal of its own, which <c>script</c> (of every Linux) makes and relays.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private readonly Process _script;
    private readonly StringBuilder _shown = new();
    private int _seen;

    public PseudoTerminal(string[] arguments)
    {
        var daemon = DaemonBinary.Find(Path.Combine(SandboxProgram.Folder, "daemon"))!;
        // Without exec a shell may stay between, take every Ctrl-C for itself as well, and die of it when the daemon has ended.
        var command = "exec " + string.Join(' ', daemon.ArgumentList.Prepend(daemon.FileName).Concat(arguments).Select(word => $"'{word}'"));
        _script = Process.Start(new ProcessStartInfo("script", ["--quiet", "--return", "--command", command, "/dev/null"])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
    }

    public async Task TypeAsync(string keys)
    {
        await _script.StandardInput.WriteAsync(keys);
        await _script.StandardInput.FlushAsync();
    }

    /// <summary>Waits until this is shown, after what was waited for before.</summary>
    public async Task UntilAsync(string words)
    {
        var limit = Limits.Token;
        var buffer = new char[4096];
        while (true)
        {
            var at = _shown.ToString().IndexOf(words, _seen, StringComparison.Ordinal);
            if (at >= 0)
            {
                _seen = at + words.Length;
                return;
            }

            int count;
            try
            {
                count = await _script.StandardOutput.ReadAsync(buffer, limit);
            }
            catch (OperationCanceledException)
            {
                count = 0;
            }

            if (count == 0) Assert.Fail($"“{words}” was never shown, only:\n{_shown}");
            _shown.Append(buffer, 0, count);
        }
    }

    public async Task<int> ExitCodeAsync()
    {
        var rest = _script.StandardOutput.ReadToEndAsync(Limits.Token);
        await _script.WaitForExitAsync(Limits.Token);
        _shown.Append(await rest);
        if (_script.ExitCode != 0) await TestContext.Out.WriteLineAsync($"The terminal showed:\n{_shown}");
        return _script.ExitCode;
    }

    public void Dispose()
    {
        if (!_script.HasExited) _script.Kill(entireProcessTree: true);
        _script.Dispose();
    }
}
