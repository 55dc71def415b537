using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Sandbox.Daemon;

/// <summary>What the sandbox tells the daemon: where its Slack and its model are, and what differs from the defaults.</summary>
internal sealed record DaemonSettings
{
    /// <summary>The program, its directory or its <c>.dll</c>.</summary>
    public string Path { get; init; } = DaemonBinary.Default;

    public required Uri SlackApiUrl { get; init; }

    public required Uri ModelUrl { get; init; }

    public required string ModelName { get; init; }

    /// <summary>The workspace's tokens.</summary>
    public required SlackWorkspaceOptions Tokens { get; init; }

    public string Environment { get; init; } = "development";

    /// <summary>Where <c>/metrics</c> and <c>/health</c> are served.</summary>
    public required int Port { get; init; }

    /// <summary>More of its environment.</summary>
    public IReadOnlyList<(string Name, string Value)> Variables { get; init; } = [];

    /// <summary>Whether a full disk (<see cref="FileSizeLimit"/>) is to be an error for it, as on a real one, and not its end.</summary>
    public bool OutlivesFileSizeLimit { get; init; }

    /// <summary>How long it may take to its first sockets.</summary>
    public TimeSpan HelloWithin { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Settings such as <c>Answering:Workers=8</c>, for the command line.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];
}
