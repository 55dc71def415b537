using JamieDaemon.Slack.Notices;

namespace JamieDaemon.Slack.Intake;

/// <summary>Whoever brings a question to the gate. One of the two is called, once, from any thread: return quickly, never throw.</summary>
internal interface ISubmitter
{
    /// <summary>It is taken, and safe; or it was none for Jamie.</summary>
    void Settled();

    /// <summary>It is not taken, and this is to be said to its asker.</summary>
    void Refused(Said said);
}
