namespace JamieDaemon.Slack.SocketMode;

/// <summary>Why a socket is no longer there.</summary>
public enum SocketModeEnd
{
    /// <summary>Slack closed it, or it broke.</summary>
    Lost,

    /// <summary>Socket Mode is switched off in the app's settings: only a person can mend that.</summary>
    LinkDisabled,

    /// <summary>The app holds more sockets than Slack allows (10).</summary>
    TooManyWebsockets,
}
