using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Tests.Support;
using NSubstitute;

namespace JamieDaemon.Tests.Slack.Intake;

public sealed class RecentEventsTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly IAckSender _socket = Substitute.For<IAckSender>();

    [Test]
    public void A_turn_is_taken_once()
    {
        var recent = new RecentEvents([], _time);
        Assert.That((recent.TryAdd(Key("1.0")), recent.TryAdd(Key("1.0"))), Is.EqualTo((true, false)));
    }

    [Test]
    public void Hits_and_misses_are_counted()
    {
        var recent = new RecentEvents([], _time);
        recent.TryAdd(Key("1.0"));
        recent.TryAdd(Key("1.0"));
        Assert.That((recent.Tally.Hits, recent.Tally.Misses), Is.EqualTo((1, 1)));
    }

    [Test]
    public void A_redelivery_within_the_hour_is_known_and_later_it_is_forgotten()
    {
        var recent = new RecentEvents([], _time);
        recent.TryAdd(Key("1.0"));
        _time.Advance(RecentEvents.Memory);
        Assert.That(recent.TryAdd(Key("1.0")), Is.False);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(recent.TryAdd(Key("1.0")), Is.True);
    }

    [Test]
    public void What_could_not_be_taken_may_come_again()
    {
        var recent = new RecentEvents([], _time);
        recent.TryAdd(Key("1.0"));
        recent.Remove(Key("1.0"));
        Assert.That(recent.TryAdd(Key("1.0")), Is.True);
    }

    [Test]
    public void Copies_are_acknowledged_when_their_turn_is_settled_and_at_once_from_then_on()
    {
        var recent = new RecentEvents([], _time);
        recent.TryTakeUp(Key("1.0"), Delivery());
        Assert.That(recent.TryTakeUp(Key("1.0"), Delivery()), Is.False);
        recent.Acknowledge(Key("1.0"), Delivery());
        Assert.That(Acknowledged, Is.Zero);

        recent.Settle(Key("1.0"));
        Assert.That(Acknowledged, Is.EqualTo(2));
        recent.Acknowledge(Key("1.0"), Delivery());
        Assert.That(Acknowledged, Is.EqualTo(3));
    }

    [Test]
    public void A_turn_that_was_found_has_what_Slack_delivers_after_all_acknowledged_too()
    {
        var recent = new RecentEvents([], _time);
        recent.TryTakeUp(Key("1.0"));
        recent.Acknowledge(Key("1.0"), Delivery());
        recent.Settle(Key("1.0"));
        Assert.That(Acknowledged, Is.EqualTo(1));
    }

    [Test]
    public void No_copy_of_what_could_not_be_taken_is_acknowledged()
    {
        var recent = new RecentEvents([], _time);
        recent.TryTakeUp(Key("1.0"), Delivery());
        recent.Acknowledge(Key("1.0"), Delivery());
        recent.Remove(Key("1.0"));
        recent.Settle(Key("1.0"));
        recent.Acknowledge(Key("1.0"), Delivery());
        Assert.That(Acknowledged, Is.Zero);
        Assert.That(recent.TryTakeUp(Key("1.0")), Is.True);
    }

    [Test]
    public void Keys_of_a_million_turns_differ_and_are_held_up_to_the_capacity()
    {
        var recent = new RecentEvents([], _time);
        var first = Key("0");
        for (var i = 0; i < RecentEvents.Capacity - 1; i++)
        {
            if (!recent.TryAdd(Key($"{i}"))) Assert.Fail($"turn {i} collides with another");
        }

        Assert.That(recent.TryAdd(first), Is.False, "the first is still known");
        recent.TryAdd(Key("one more"));
        recent.TryAdd(Key("and another"));
        Assert.That(recent.TryAdd(first), Is.True, "the oldest make room");
    }

    [Test]
    public void Parts_of_a_key_do_not_run_into_each_other() =>
        Assert.That(TurnKey.OfMessage("T1", "C1", "1"), Is.Not.EqualTo(TurnKey.OfMessage("T1C", "1", "1")));

    private int Acknowledged => _socket.ReceivedCalls().Count();

    private Delivery Delivery() => new(new OtherEnvelope("1", "events_api", Problem: null), _socket, ReceivedAt: 0);

    private static TurnKey Key(string ts) => TurnKey.OfMessage("T1", "C1", ts);

    [Test]
    public void What_an_earlier_process_has_taken_is_known_for_another_hour()
    {
        var recent = new RecentEvents([Key("1.0").Value], _time);
        _time.Advance(RecentEvents.Memory);
        Assert.That(recent.TryAdd(Key("1.0")), Is.False);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(recent.TryAdd(Key("1.0")), Is.True);
    }
}
