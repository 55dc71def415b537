namespace JamieDaemon.Slack.SocketMode;

/// <summary>Why a socket is no longer there.</summary>
public enum SocketModeEnd
{
    /// <summary>Slack has said nothing about it: the socket is open, or it broke.</summary>
    None,

    /// <summary>Socket Mode is switched off in the app's settings: only a person can mend that.</summary>
    LinkDisabled,

    /// <summary>The app holds more sockets than Slack allows (10).</summary>
    TooManyWebsockets,
}
