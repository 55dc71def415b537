using JamieDaemon.Sandbox.Daemon;

namespace JamieDaemon.Sandbox.Load;

/// <summary>What is the same in every run: the daemon that is judged and the settings raised for it.</summary>
internal sealed record LoadSetup
{
    public const int Channels = 20;

    /// <summary>More than enough at once for any plan: 300 questions a second of 100 ms are 30.</summary>
    public const int AtOnce = 512;

    /// <summary>Settings of a daemon that need not spare a workspace which limits nothing.</summary>
    public static readonly string[] WithoutSlackLimits =
    [
        "Slack:StreamsPerMinute=10000", "Slack:AppendsPerMinute=100000", "Slack:StatusesPerMinute=10000", "Slack:ProgressEditsPerMinute=10000",
    ];

    public string Daemon { get; init; } = DaemonBinary.Default;

    /// <summary>Settings that differ from the defaults.</summary>
    public IReadOnlyList<string> Settings { get; init; } =
    [
        $"Answering:Workers={AtOnce}", "Answering:QueueCapacity=10000", $"Ollama:Parallel={AtOnce}",
        // Only so that the run need not wait ten seconds for the second socket.
        "Slack:SocketStagger=00:00:00.100",
    ];
}
