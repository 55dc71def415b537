using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Sandbox.Terminal;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Terminal;

public sealed class FeedTests
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);
    private readonly ManualTimeProvider _time = new();
    private readonly Feed _feed;

    public FeedTests() => _feed = new Feed(_time, Quiet);

    [Test]
    public void A_message_that_rests_is_finished()
    {
        _feed.Put(Message("1", "half"));
        _time.Advance(Quiet / 2);
        _feed.Put(Message("1", "half and half"));
        _time.Advance(Quiet / 2);
        Assert.That(_feed.TakeFinished(), Is.Empty);
        _time.Advance(Quiet / 2);
        Assert.That(_feed.TakeFinished().Select(message => message.Text), Is.EqualTo((string[])["half and half"]));
        Assert.That(_feed.IsEmpty);
    }

    [Test]
    public void Thinking_is_never_finished()
    {
        _feed.Put(Message("1", ":hourglass_flowing_sand: Thinking…"));
        _time.Advance(TimeSpan.FromHours(1));
        Assert.That(_feed.TakeFinished(), Is.Empty);
    }

    [Test]
    public void A_stream_is_not_finished_before_it_ends()
    {
        var stream = Message("1", "half") with { Stream = SlackStreamState.InProgress };
        _feed.Put(stream);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.That(_feed.TakeFinished(), Is.Empty);
        _feed.Put(stream with { Stream = SlackStreamState.Completed });
        _time.Advance(Quiet);
        Assert.That(_feed.TakeFinished(), Has.Count.EqualTo(1));
    }

    [Test]
    public void Messages_keep_their_order()
    {
        _feed.Put(Message("1", "a"));
        _feed.Put(Message("2", "b"));
        _feed.Put(Message("1", "c"));
        Assert.That(_feed.Growing.Select(message => message.Text), Is.EqualTo((string[])["c", "b"]));
        Assert.That(_feed.TakeAll(), Has.Count.EqualTo(2));
    }

    private static SlackMessage Message(string ts, string text) => new() { Channel = "C1", Ts = ts, Text = text };
}
