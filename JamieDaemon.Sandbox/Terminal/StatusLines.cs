using JamieDaemon.Sandbox.Slack.Threads;

namespace JamieDaemon.Sandbox.Terminal;

/// <summary>The lines that say what the app is at in its threads. On paper, where nothing can be taken back, each is printed once.</summary>
internal sealed class StatusLines(bool inPlace)
{
    private readonly Dictionary<(string Channel, string ThreadTs), SlackThread> _threads = [];

    /// <summary>Where there is something to say now.</summary>
    public IEnumerable<SlackThread> Current => inPlace ? _threads.Values.Where(IsAtWork) : [];

    /// <summary>Takes a thread as it is now, and says what of it is to be printed.</summary>
    public (bool Status, bool Prompts) Put(SlackThread thread)
    {
        var before = _threads.GetValueOrDefault((thread.Channel, thread.ThreadTs));
        _threads[(thread.Channel, thread.ThreadTs)] = thread;
        return (
            !inPlace && thread.Status is not null && thread.Status != before?.Status,
            thread.Prompts.Count > 0 && !ReferenceEquals(thread.Prompts, before?.Prompts));
    }

    private static bool IsAtWork(SlackThread thread) => thread.Status is not null || thread.Session == AgentSession.Processing;
}
