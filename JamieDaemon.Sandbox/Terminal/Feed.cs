using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Sandbox.Terminal;

/// <summary>
/// Tells Jamie's messages that still grow from those that are finished. Slack marks the end of a stream alone, so any other message
/// is finished when it has not changed for a while.
/// </summary>
internal sealed class Feed(TimeProvider time, TimeSpan quiet)
{
    private const string Placeholder = ":hourglass_flowing_sand:";
    private readonly List<(SlackMessage Message, long ChangedAt)> _growing = [];

    /// <summary>Jamie's messages that may still change, oldest first.</summary>
    public IEnumerable<SlackMessage> Growing => _growing.Select(entry => entry.Message);

    public bool IsEmpty => _growing.Count == 0;

    /// <summary>Takes a new or changed message of Jamie's.</summary>
    public void Put(SlackMessage message)
    {
        var entry = (message, time.GetTimestamp());
        var index = _growing.FindIndex(known => known.Message.Ts == message.Ts);
        if (index < 0)
            _growing.Add(entry);
        else
            _growing[index] = entry;
    }

    /// <summary>Removes and returns those that are finished. One that only says that Jamie is thinking is not.</summary>
    public IReadOnlyList<SlackMessage> TakeFinished() =>
        Take(entry => !entry.Message.IsStreaming && !entry.Message.Text.StartsWith(Placeholder, StringComparison.Ordinal)
            && time.GetElapsedTime(entry.ChangedAt) >= quiet);

    /// <summary>Removes and returns all, finished or not.</summary>
    public IReadOnlyList<SlackMessage> TakeAll() => Take(_ => true);

    private List<SlackMessage> Take(Predicate<(SlackMessage Message, long ChangedAt)> wanted)
    {
        var taken = _growing.FindAll(wanted).ConvertAll(entry => entry.Message);
        _growing.RemoveAll(wanted);
        return taken;
    }
}
