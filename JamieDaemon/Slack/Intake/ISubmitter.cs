using JamieDaemon.Slack.Notices;

namespace JamieDaemon.Slack.Intake;

/// <summary>Whoever brings a question to the gate. One of them is called, once, from any thread: return quickly, never throw.</summary>
internal interface ISubmitter
{
    /// <summary>It is taken, and safe; or it was none for Jamie.</summary>
    void Settled();

    /// <summary>It is not taken, and nobody hears of it; it may be for Jamie, and find a place when it comes again.</summary>
    void Left();

    /// <summary>It is not taken, and this is to be said to its asker.</summary>
    void Refused(Said said);
}
