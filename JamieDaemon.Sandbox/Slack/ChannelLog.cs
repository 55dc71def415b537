namespace JamieDaemon.Sandbox.Slack;

/// <summary>The messages of one conversation in order, with an index of threads.</summary>
internal sealed class ChannelLog(TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly List<SlackMessage?> _messages = [];
    private readonly Dictionary<string, int> _positions = [];
    private readonly Dictionary<string, List<int>> _threads = [];
    private readonly Dictionary<string, List<SlackMessage>> _earlier = [];

    public SlackMessage Append(SlackMessage draft, SlackTimestamps timestamps)
    {
        lock (_lock)
        {
            var message = draft with { Ts = timestamps.Next(), ShownAt = time.GetUtcNow() };
            _positions[message.Ts] = _messages.Count;
            if (message.ThreadTs is { } threadTs)
                Replies(threadTs).Add(_messages.Count);
            _messages.Add(message);
            return message;
        }
    }

    public SlackMessage? Find(string ts)
    {
        lock (_lock)
            return _positions.TryGetValue(ts, out var position) ? _messages[position] : null;
    }

    /// <summary>What the message looked like from its first moment until now; the last is gone when it was deleted.</summary>
    public IReadOnlyList<SlackMessage> VersionsOf(string ts)
    {
        lock (_lock)
        {
            List<SlackMessage> versions = [.. _earlier.GetValueOrDefault(ts) ?? []];
            if (_positions.TryGetValue(ts, out var position) && _messages[position] is { } now)
                versions.Add(now);
            return versions;
        }
    }

    /// <summary>
    /// Replaces a message; a null result of <paramref name="edit"/> deletes it, and the message itself leaves it as it is.
    /// </summary>
    public SlackMessageChangedEventArgs? Edit(string ts, Func<SlackMessage, SlackMessage?> edit)
    {
        lock (_lock)
        {
            if (!_positions.TryGetValue(ts, out var position) || _messages[position] is not { } before)
                return null;
            var after = edit(before);
            if (ReferenceEquals(after, before))
                return null;
            after = _messages[position] = after is null ? null : after with { ShownAt = time.GetUtcNow() };
            Earlier(ts).Add(before);
            return new SlackMessageChangedEventArgs(before, after);
        }
    }

    public IReadOnlyList<SlackMessage> All()
    {
        lock (_lock)
            return [.. _messages.OfType<SlackMessage>()];
    }

    /// <summary>The parent, when it still exists, and its replies, oldest first.</summary>
    public IReadOnlyList<SlackMessage> Thread(string threadTs)
    {
        lock (_lock)
        {
            List<SlackMessage> thread = [];
            if (_positions.TryGetValue(threadTs, out var parent) && _messages[parent] is { } first)
                thread.Add(first);
            if (_threads.TryGetValue(threadTs, out var replies))
                thread.AddRange(replies.Select(position => _messages[position]).OfType<SlackMessage>());
            return thread;
        }
    }

    /// <summary>What everybody sees in the channel itself, newest first.</summary>
    public IReadOnlyList<SlackMessage> Latest(Func<SlackMessage, bool> wanted, int count)
    {
        lock (_lock)
        {
            List<SlackMessage> page = [];
            for (var position = _messages.Count - 1; position >= 0 && page.Count < count; position--)
            {
                if (_messages[position] is { EphemeralFor: null } message && (!message.IsReply || message.IsBroadcast) && wanted(message))
                    page.Add(message);
            }

            return page;
        }
    }

    private List<SlackMessage> Earlier(string ts)
    {
        if (!_earlier.TryGetValue(ts, out var versions))
            _earlier[ts] = versions = [];
        return versions;
    }

    private List<int> Replies(string threadTs)
    {
        if (!_threads.TryGetValue(threadTs, out var replies))
            _threads[threadTs] = replies = [];
        return replies;
    }
}
