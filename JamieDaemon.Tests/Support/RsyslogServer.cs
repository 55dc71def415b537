using System.Diagnostics;
using JamieDaemon.Sandbox.Daemon;

namespace JamieDaemon.Tests.Support;

/// <summary>A real rsyslogd that follows files as they grow and roll, and writes each of their lines to one file of its own.</summary>
internal sealed class RsyslogServer : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ChildProcess _program;

    private RsyslogServer(string pattern)
    {
        File.WriteAllText(_folder.File("rsyslog.conf"), $$"""
            global(workDirectory="{{_folder.Path}}" maxMessageSize="64k" parser.escapeControlCharactersOnReceive="off")
            module(load="imfile" mode="inotify")
            template(name="line" type="string" string="%msg%\n")
            ruleset(name="out") { action(type="omfile" file="{{Output}}" template="line") }
            input(type="imfile" file="{{pattern}}" tag="jamie:" ruleset="out")

            """);
        _program = ChildProcess.Start(
            new ProcessStartInfo(Judge.Need("rsyslogd", "rsyslog"), ["-n", "-f", _folder.File("rsyslog.conf"), "-i", _folder.File("pid")]), TimeProvider.System);
    }

    /// <summary>What it said last, for a test that waited in vain.</summary>
    public string Tail => _program.Tail;

    private string Output => _folder.File("out");

    public static RsyslogServer Follow(string pattern) => new(pattern);

    /// <summary>All that has arrived so far.</summary>
    public byte[] Read() => File.Exists(Output) ? File.ReadAllBytes(Output) : [];

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _folder.Dispose();
    }
}
