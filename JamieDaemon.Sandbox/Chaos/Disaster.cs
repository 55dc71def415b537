namespace JamieDaemon.Sandbox.Chaos;

/// <summary>What breaks from time to time, beside what is broken all the time.</summary>
internal enum Disaster
{
    /// <summary>A connection ends without a word.</summary>
    SocketKilled,

    /// <summary>All of them do.</summary>
    AllSocketsKilled,

    /// <summary>A connection looks alive, and nothing comes through it.</summary>
    SocketHalfOpen,

    /// <summary>Slack announces that it closes all connections, and does.</summary>
    SocketsRefreshed,

    /// <summary>Slack says that the app has too many connections, and closes them.</summary>
    TooManyWebsockets,

    /// <summary>For two seconds the daemon's disk takes nothing: neither journal nor logs.</summary>
    DiskFull,

    /// <summary>The daemon's clock shows another time from now on, by seconds or by days.</summary>
    ClockJumped,

    /// <summary>For five seconds Slack answers every call 503; half of them take effect all the same.</summary>
    WebApiAway,

    /// <summary>The model is killed in mid-sentence, and started again.</summary>
    ModelRestarted,
}
