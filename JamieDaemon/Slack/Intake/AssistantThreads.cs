using System.Collections.Concurrent;

namespace JamieDaemon.Slack.Intake;

/// <summary>Threads with an older assistant, as far as their beginning was seen: what their person looks at beside them, and whether they have a title.</summary>
/// <remarks>It forgets all at once when it is full. Then answers lack the channel beside the thread, and nothing else.</remarks>
internal sealed class AssistantThreads
{
    private const int Capacity = 10_000;

    private readonly ConcurrentDictionary<(string Channel, string Thread), string?> _beside = new();
    private readonly ConcurrentDictionary<(string Channel, string Thread), bool> _titled = new();

    /// <summary>The person has this channel in view now; <see langword="null"/>: none.</summary>
    public void LooksAt(string channel, string thread, string? beside)
    {
        if (_beside.Count >= Capacity) _beside.Clear();
        _beside[(channel, thread)] = beside;
    }

    /// <summary>The channel that the person has in view beside the thread; <see langword="null"/> when that is not known.</summary>
    public string? Beside(string channel, string thread) => _beside.GetValueOrDefault((channel, thread));

    /// <summary>Whether the thread was seen to begin.</summary>
    public bool Knows(string channel, string thread) => _beside.ContainsKey((channel, thread));

    /// <summary>Takes it on oneself to give the thread its title. <see langword="false"/> when somebody has before.</summary>
    public bool TryTitle(string channel, string thread)
    {
        if (_titled.Count >= Capacity) _titled.Clear();
        return _titled.TryAdd((channel, thread), true);
    }
}
