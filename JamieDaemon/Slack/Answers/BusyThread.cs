namespace JamieDaemon.Slack.Answers;

/// <summary>A thread that answers run in. Its status line and its agent session are one each, for all of them.</summary>
internal sealed class BusyThread(string channel, string ts)
{
    private int _wipes;

    public string Channel => channel;

    public string Ts => ts;

    /// <summary>How many answers run here; <see cref="BusyThreads"/> counts them.</summary>
    public int Answers { get; set; }

    /// <summary>Whether there may be a status to clear: Slack may have done what it did not confirm, and only a refusal says that there is none.</summary>
    public bool MayShow { get; set; }

    /// <summary>Whether there may be a session to end, for the same reason.</summary>
    public bool MayRun { get; set; }

    /// <summary>Whether Slack shows its own Stop button.</summary>
    public bool HasStopButton { get; set; }

    /// <summary>How often the line was taken away, by whatever: an answer that still needs it shows it again.</summary>
    public int Wipes => Volatile.Read(ref _wipes);

    public void Wipe() => Interlocked.Increment(ref _wipes);
}
