namespace JamieDaemon.Sandbox.Chaos;

/// <summary>How far the answer is that the daemon is killed at.</summary>
internal enum KillPhase
{
    /// <summary>The envelope is under way, and not acknowledged.</summary>
    BeforeAck,

    /// <summary>Acknowledged a moment ago.</summary>
    Queued,

    /// <summary>The model is at it, and nothing is said yet.</summary>
    BeforePost,

    /// <summary>Some of the answer stands.</summary>
    MidAnswer,

    /// <summary>All of it stands, and the daemon does not know.</summary>
    BeforeCompletion,
}
