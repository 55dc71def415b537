using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.CatchUp;

/// <summary>What was written in a conversation while nobody heard it, as far as it is read.</summary>
/// <param name="channel">Where.</param>
/// <param name="from">What came after this <c>ts</c> counts.</param>
internal sealed class Missed(string channel, string from)
{
    private readonly SortedList<string, SlackMessage> _messages = new(StringComparer.Ordinal);

    public string Channel => channel;

    public string From => from;

    /// <summary>Oldest first.</summary>
    public IEnumerable<SlackMessage> Messages => _messages.Values;

    /// <summary>Threads that go on: what was said there is known when they are read.</summary>
    public HashSet<string> Threads { get; } = new(StringComparer.Ordinal);

    /// <summary>What was left unread because there is too much; <see langword="null"/> when nothing was.</summary>
    public string? Cut { get; set; }

    /// <returns><see langword="false"/> for what is older.</returns>
    public bool TryAdd(SlackMessage message)
    {
        if (!IsAfter(message.Ts)) return false;
        _messages[message.Ts] = message;
        return true;
    }

    /// <summary>Both have six decimals and, until the year 2286, ten digits before them.</summary>
    public bool IsAfter(string? ts) => string.CompareOrdinal(ts, from) > 0;
}
