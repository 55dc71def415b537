using System.Collections.Concurrent;
using JamieDaemon.Answering;
using JamieDaemon.Slack.Answers;

namespace JamieDaemon.Slack.Intake;

/// <summary>In which threads Jamie takes part, and since when, as far as it was seen: a reply there needs no mention.</summary>
/// <remarks>Slack itself is the memory that lasts; this one saves asking it for each message. It forgets all at once when it is full.</remarks>
internal sealed class ThreadMemory
{
    private const int Capacity = 100_000;

    /// <summary>The <c>ts</c> from which on Jamie takes part; empty for a thread that is others' own.</summary>
    private readonly ConcurrentDictionary<(string Channel, string Thread), string> _since = new();

    public CacheTally Tally { get; } = new();

    /// <summary>Whether Jamie took part when the message was written; <see langword="null"/> when that is not known.</summary>
    public bool? TookPart(string channel, string thread, string message)
    {
        if (!_since.TryGetValue((channel, thread), out var since))
        {
            Tally.Miss();
            return null;
        }

        Tally.Hit();
        return since.Length > 0 && string.CompareOrdinal(since, message) < 0;
    }

    /// <summary>Jamie was named in the thread by that message, or wrote it.</summary>
    public void Joined(string channel, string thread, string message)
    {
        MakeRoom();
        _since.AddOrUpdate(
            (channel, thread),
            message,
            (_, before) => before.Length > 0 && string.CompareOrdinal(before, message) < 0 ? before : message);
    }

    /// <summary>Whoever names Jamie in a thread brings it in at once: what follows may be meant for it before its answer stands there.</summary>
    public void Joined(Question question)
    {
        if (question is { IsFollowUp: false, Conversation: { Channel: var channel, Message: { } message } where } && SlackThread.Of(where) is { } thread)
            Joined(channel, thread, message);
    }

    /// <summary>Threads of the channel in which Jamie takes part, the latest first.</summary>
    public List<string> JoinedIn(string channel, int most)
    {
        var joined = new List<string>();
        foreach (var ((its, thread), since) in _since)
        {
            if (its == channel && since.Length > 0) joined.Add(thread);
        }

        joined.Sort(static (one, other) => string.CompareOrdinal(other, one));
        return joined.Count > most ? joined[..most] : joined;
    }

    /// <summary>Nothing of Jamie's stands in the thread.</summary>
    public void IsOthers(string channel, string thread)
    {
        MakeRoom();
        _since.TryAdd((channel, thread), "");
    }

    /// <summary>Leaves it to Slack again: Jamie was named there, and then had nothing to say.</summary>
    public void Forget(string channel, string thread) => _since.TryRemove((channel, thread), out _);

    private void MakeRoom()
    {
        if (_since.Count >= Capacity) _since.Clear();
    }
}
