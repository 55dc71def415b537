namespace JamieDaemon.Slack.SocketMode;

/// <summary>A socket did not come to life. The text never holds its address, which is a ticket.</summary>
public sealed class SocketModeDialException(string message, SocketModeEnd end, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>What Slack said about it.</summary>
    public SocketModeEnd End { get; } = end;
}
