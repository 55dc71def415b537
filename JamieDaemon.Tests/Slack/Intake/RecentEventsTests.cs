using JamieDaemon.Slack.Intake;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.Intake;

public sealed class RecentEventsTests
{
    private readonly ManualTimeProvider _time = new();

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
