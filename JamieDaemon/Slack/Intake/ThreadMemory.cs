using System.Collections.Concurrent;

namespace JamieDaemon.Slack.Intake;

/// <summary>In which threads Jamie takes part, as far as it was seen: a reply there needs no mention.</summary>
/// <remarks>Slack itself is the memory that lasts; this one saves asking it for each message. It forgets all at once when it is full.</remarks>
public sealed class ThreadMemory
{
    private const int Capacity = 100_000;

    private readonly ConcurrentDictionary<(string Channel, string Thread), bool> _known = new();

    /// <summary>Whether Jamie takes part; <see langword="null"/> when that is not known.</summary>
    public bool? Knows(string channel, string thread) => _known.TryGetValue((channel, thread), out var takesPart) ? takesPart : null;

    /// <summary>Remembers what was seen. Once Jamie has taken part, it does.</summary>
    public void Learn(string channel, string thread, bool takesPart)
    {
        if (_known.Count >= Capacity) _known.Clear();
        _known.AddOrUpdate((channel, thread), takesPart, (_, before) => before || takesPart);
    }

    /// <summary>Leaves it to Slack again: Jamie was named there, and then had nothing to say.</summary>
    public void Forget(string channel, string thread) => _known.TryRemove((channel, thread), out _);
}
