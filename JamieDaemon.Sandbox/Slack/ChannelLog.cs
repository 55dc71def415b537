namespace JamieDaemon.Sandbox.Slack;

/// <summary>The messages of one conversation in order, with an index of threads.</summary>
internal sealed class ChannelLog
{
    private readonly Lock _lock = new();
    private readonly List<SlackMessage?> _messages = [];
    private readonly Dictionary<string, int> _positions = [];
    private readonly Dictionary<string, List<int>> _threads = [];

    public SlackMessage Append(SlackMessage draft, SlackTimestamps timestamps)
    {
        lock (_lock)
        {
            var message = draft with { Ts = timestamps.Next() };
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

    /// <summary>Replaces a message; a null result of <paramref name="edit"/> deletes it.</summary>
    public SlackMessageChangedEventArgs? Edit(string ts, Func<SlackMessage, SlackMessage?> edit)
    {
        lock (_lock)
        {
            if (!_positions.TryGetValue(ts, out var position) || _messages[position] is not { } before)
                return null;
            var after = _messages[position] = edit(before);
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

    /// <summary>Public top-level messages, newest first.</summary>
    public IReadOnlyList<SlackMessage> Latest(Func<SlackMessage, bool> wanted, int count)
    {
        lock (_lock)
        {
            List<SlackMessage> page = [];
            for (var position = _messages.Count - 1; position >= 0 && page.Count < count; position--)
            {
                if (_messages[position] is { IsReply: false, EphemeralFor: null } message && wanted(message))
                    page.Add(message);
            }

            return page;
        }
    }

    private List<int> Replies(string threadTs)
    {
        if (!_threads.TryGetValue(threadTs, out var replies))
            _threads[threadTs] = replies = [];
        return replies;
    }
}
