using JamieDaemon.Sandbox.Slack.Events;
using JamieDaemon.Sandbox.Slack.Threads;

namespace JamieDaemon.Sandbox.Slack;

/// <summary>Changes messages, whoever asks for it, and tells the app what it may hear of it.</summary>
internal sealed class Conversations(
    SlackTeam team, SlackMessageStore messages, SlackThreads threads, SlackTimestamps timestamps, EventFeed feed)
{
    public SlackMessage Post(SlackChannel channel, SlackMessage draft)
    {
        var message = messages.Add(draft with { Channel = channel.Id });
        // Documented: the status goes when the app says something in its thread.
        if (message.ThreadTs is { } threadTs && message.BotId == team.BotId)
            threads.ClearStatus(channel.Id, threadTs);
        feed.Posted(channel, message);
        return message;
    }

    public SlackMessage? Edit(SlackChannel channel, string ts, Func<SlackMessage, SlackMessage> edit)
    {
        var change = messages.Edit(channel.Id, ts, before => edit(before) with { EditedTs = timestamps.Next() });
        if (change is not { Before: { } before, After: { } after })
            return null;
        feed.Changed(channel, before, after);
        return after;
    }

    /// <summary>Lets a streamed message grow. No event says so: the app hears of the beginning and of the end.</summary>
    public SlackMessage? Grow(string channel, string ts, Func<SlackMessage, SlackMessage> grow)
    {
        var grown = messages.Edit(channel, ts, grow)?.After;
        if (grown?.ThreadTs is { } threadTs)
            threads.ClearStatus(channel, threadTs);
        return grown;
    }

    /// <summary>Changes a streamed message for the last time, which leaves no mark that it was edited.</summary>
    public SlackMessage? Finish(SlackChannel channel, string ts, Func<SlackMessage, SlackMessage> finish)
    {
        var change = messages.Edit(channel.Id, ts, finish);
        if (change is not { Before: { } before, After: { } after })
            return null;
        feed.Changed(channel, before, after);
        return after;
    }

    public bool Delete(SlackChannel channel, string ts)
    {
        if (messages.Edit(channel.Id, ts, _ => null) is not { Before: { } before })
            return false;
        feed.Deleted(channel, before);
        return true;
    }
}
