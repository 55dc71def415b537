using System.Diagnostics;

namespace JamieDaemon.Sandbox.Daemon;

/// <summary>
/// Ties a child's life to ours: a shell that reads signal names from a pipe and sends them to the child. However we end, kill -9
/// included, the kernel closes our end of the pipe, the shell reads its end, and the child is killed.
/// </summary>
/// <remarks>
/// Linux's <c>PR_SET_PDEATHSIG</c> would do the same without a process, but it fires when the <em>thread</em> that forked ends,
/// and .NET forks on whatever thread of the pool happens to run. macOS has nothing like it.
/// </remarks>
internal sealed class Leash : IDisposable
{
    // A terminal's Ctrl-C goes to every process in front of it; the leash must outlast it, or the child would run free.
    private const string Script =
        """
        trap '' HUP INT TERM
        exec >/dev/null 2>&1
        while read -r signal; do kill -s "$signal" "$1"; done
        kill -s KILL "$1"
        """;

    private readonly Process _shell;

    public Leash(int pid)
    {
        _shell = new Process
        {
            StartInfo = new ProcessStartInfo("/bin/sh", ["-c", Script, "leash", pid.ToString()])
            {
                RedirectStandardInput = true,
                UseShellExecute = false,
            },
        };
        _shell.Start();
        _shell.StandardInput.AutoFlush = true;
    }

    /// <summary>Asks the child to end in good order.</summary>
    public void Terminate() => _shell.StandardInput.WriteLine("TERM");

    /// <summary>
    /// Lets go of a child that has ended. The shell is killed first: its last act would hit whoever has the child's number by
    /// then.
    /// </summary>
    public void Dispose()
    {
        _shell.Kill();
        _shell.Dispose();
    }
}
