namespace JamieDaemon.Slack.Answers;

/// <summary>The threads that answers run in: the last one to leave a thread puts out the light.</summary>
internal sealed class BusyThreads
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Channel, string Ts), BusyThread> _threads = [];

    /// <summary>An answer begins in the thread.</summary>
    public BusyThread Enter(string channel, string ts)
    {
        lock (_lock)
        {
            if (!_threads.TryGetValue((channel, ts), out var thread)) _threads.Add((channel, ts), thread = new BusyThread(channel, ts));
            thread.Answers++;
            return thread;
        }
    }

    /// <summary>Whether another answer runs there beside the caller's own.</summary>
    public bool IsShared(BusyThread thread)
    {
        lock (_lock) return thread.Answers > 1;
    }

    /// <summary>An answer ends there.</summary>
    /// <returns>Whether it was the last one, which has to clear what Slack shows.</returns>
    public bool Leave(BusyThread thread)
    {
        lock (_lock) return --thread.Answers == 0;
    }

    /// <summary>What Slack showed is cleared. Not before is the thread forgotten: an answer that began meanwhile must learn that its own is gone too.</summary>
    public void Cleared(BusyThread thread)
    {
        lock (_lock)
        {
            if (thread.Answers == 0 && _threads.GetValueOrDefault((thread.Channel, thread.Ts)) == thread) _threads.Remove((thread.Channel, thread.Ts));
        }
    }
}
