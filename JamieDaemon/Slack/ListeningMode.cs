namespace JamieDaemon.Slack;

/// <summary>Which messages of a channel are questions to Jamie.</summary>
public enum ListeningMode
{
    /// <summary>Only those that name Jamie.</summary>
    Mentions,

    /// <summary>Also replies in threads in which Jamie takes part, unless they name somebody else.</summary>
    Threads,

    /// <summary>Everything that a person says there.</summary>
    All,
}
