namespace JamieDaemon.Observability.Logs;

/// <summary>How a log file ends: with a whole line, or as a crash or a full disk left it.</summary>
public enum LogTail
{
    /// <summary>With a line break, or it is empty.</summary>
    Whole,

    /// <summary>In the middle of a line.</summary>
    Torn,

    /// <summary>Before its first line did: no reader can have taken anything from it yet.</summary>
    Unborn,
}
