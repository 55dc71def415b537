using JamieDaemon.Sandbox.Slack.Events;

namespace JamieDaemon.Sandbox.Slack;

/// <summary>Changes messages, whoever asks for it, and tells the app what it may hear of it.</summary>
internal sealed class Conversations(SlackMessageStore messages, SlackTimestamps timestamps, EventFeed feed)
{
    public SlackMessage Post(SlackChannel channel, SlackMessage draft)
    {
        var message = messages.Add(draft with { Channel = channel.Id });
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

    public bool Delete(SlackChannel channel, string ts)
    {
        if (messages.Edit(channel.Id, ts, _ => null) is not { Before: { } before })
            return false;
        feed.Deleted(channel, before);
        return true;
    }
}
