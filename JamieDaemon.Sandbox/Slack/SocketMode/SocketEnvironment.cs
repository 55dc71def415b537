namespace JamieDaemon.Sandbox.Slack.SocketMode;

/// <summary>A client's text or binary frame arrived.</summary>
internal delegate void FrameReceived(SlackSocket socket, ReadOnlySpan<byte> payload);

/// <summary>What every socket of a workspace shares.</summary>
internal sealed record SocketEnvironment(SlackWorkspaceOptions Options, Agenda Agenda)
{
    public required FrameReceived Received { get; init; }

    /// <summary>Something changed that an observer may be waiting for.</summary>
    public required Action Reported { get; init; }

    /// <summary>The socket will deliver nothing more.</summary>
    public required Action<SlackSocket> Ended { get; init; }
}
