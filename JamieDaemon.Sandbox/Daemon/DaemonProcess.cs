using System.Diagnostics;
using JamieDaemon.Sandbox.Slack.SocketMode;

namespace JamieDaemon.Sandbox.Daemon;

/// <summary>The real daemon as a child process, set up to believe in the loopback Slack and the model it is given.</summary>
internal sealed class DaemonProcess : IAsyncDisposable
{
    /// <summary>A little longer than the daemon takes for itself: the drain time of 25 s and 5 s for the rest.</summary>
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(32);
    private readonly TimeSpan _helloWithin;
    private readonly DirectoryInfo _home;
    private readonly bool _ownsHome;
    private readonly TimeProvider _time;

    private DaemonProcess(ChildProcess child, DaemonSettings settings, DirectoryInfo home, bool ownsHome, TimeProvider time)
    {
        (Child, _home, _ownsHome, _time, _helloWithin) = (child, home, ownsHome, time, settings.HelloWithin);
        Observability = new Uri($"http://localhost:{settings.Port}/");
    }

    public ChildProcess Child { get; }

    /// <summary>Where <c>metrics</c> and <c>health</c> are.</summary>
    public Uri Observability { get; }

    /// <summary>Where its JSON log files are, until it is disposed of.</summary>
    public string Logs => Path.Combine(_home.FullName, "logs");

    /// <summary>Starts one in a home of its own, which goes with it.</summary>
    /// <exception cref="SandboxException">There is no daemon to start.</exception>
    public static DaemonProcess Start(DaemonSettings settings, TimeProvider time) =>
        Start(settings, Directory.CreateTempSubdirectory("jamie-sandbox-"), ownsHome: true, time);

    /// <summary>Starts one where another may have been before.</summary>
    /// <exception cref="SandboxException">There is no daemon to start.</exception>
    public static DaemonProcess Start(DaemonSettings settings, DirectoryInfo home, TimeProvider time) => Start(settings, home, ownsHome: false, time);

    private static DaemonProcess Start(DaemonSettings settings, DirectoryInfo home, bool ownsHome, TimeProvider time)
    {
        var start = DaemonBinary.Find(settings.Path)
            ?? throw new SandboxException($"There is no daemon at {settings.Path}. The sandbox's build publishes one.");
        start.WorkingDirectory = home.FullName;
        foreach (var (name, value) in Variables(settings, home).Concat(settings.Variables))
            start.Environment[name] = value;
        foreach (var setting in settings.Settings)
            start.ArgumentList.Add("--" + setting);
        if (settings.OutlivesFileSizeLimit)
            start = Deaf(start);
        return new DaemonProcess(ChildProcess.Start(start, time), settings, home, ownsHome, time);
    }

    /// <summary>Waits until so many of its sockets are open.</summary>
    /// <exception cref="SandboxException">It has ended or does not come; its last words are in the message.</exception>
    public async Task WaitForSocketsAsync(SlackSockets sockets, int count, CancellationToken cancellationToken)
    {
        using var hurry = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var open = sockets.WhenAsync(now => now.Open.Count >= count, hurry.Token);
        var first = await Task.WhenAny(open, Child.Ended, Task.Delay(_helloWithin, _time, hurry.Token));
        await hurry.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        if (first != open)
            throw Failure($"The daemon opened {sockets.Open.Count} of {count} sockets");
    }

    /// <summary>What to say when the daemon has let us down.</summary>
    public SandboxException Failure(string what)
    {
        var ended = Child.ExitCode is { } code ? $" and ended with code {code}" : "";
        return new SandboxException($"{what}{ended}. It last wrote:{Environment.NewLine}{Child.Tail}");
    }

    /// <summary>Lets it finish what it is at and end.</summary>
    public Task<int> StopAsync() => Child.StopAsync(StopWithin);

    public async ValueTask DisposeAsync()
    {
        await Child.DisposeAsync();
        if (_ownsHome)
            _home.Delete(recursive: true);
    }

    /// <summary>A signal that is ignored stays so in the program that a shell becomes.</summary>
    private static ProcessStartInfo Deaf(ProcessStartInfo start)
    {
        const string Script = "trap '' XFSZ; exec \"$@\"";
        var deaf = new ProcessStartInfo("/bin/sh", ["-c", Script, "daemon", start.FileName, .. start.ArgumentList]) { WorkingDirectory = start.WorkingDirectory };
        foreach (var (name, value) in start.Environment)
            deaf.Environment[name] = value;
        return deaf;
    }

    private static IEnumerable<(string Name, string Value)> Variables(DaemonSettings settings, DirectoryInfo home) =>
    [
        ("SLACK_API_URL", settings.SlackApiUrl.AbsoluteUri),
        ("SLACK_BOT_TOKEN", settings.Tokens.BotToken),
        ("SLACK_APP_TOKEN", settings.Tokens.AppToken),
        ("OLLAMA_URL", settings.ModelUrl.AbsoluteUri),
        ("MODEL_NAME", settings.ModelName),
        ("ENVIRONMENT", settings.Environment),
        // Its screen shows what is asked and answered.
        ("Observability__Traces__Console", "false"),
        ("Observability__Address", "localhost"),
        ("Observability__Port", settings.Port.ToString()),
        ("Observability__Logs__Directory", Path.Combine(home.FullName, "logs")),
    ];
}
