using JamieDaemon.Answering;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.Intake;

public sealed class RecentEventsTests
{
    private readonly ManualTimeProvider _time = new();

    [Test]
    public void An_event_is_taken_once()
    {
        var recent = new RecentEvents([], _time);
        Assert.That((recent.TryAdd(Keys("Ev1", "1.0")), recent.TryAdd(Keys("Ev1", "1.0"))), Is.EqualTo((true, false)));
    }

    [Test]
    public void Another_event_about_the_same_turn_is_not_taken()
    {
        var recent = new RecentEvents([], _time);
        recent.TryAdd(Keys("Ev1", "1.0"));
        Assert.That(recent.TryAdd(Keys("Ev2", "1.0")), Is.False);
        Assert.That((recent.Tally.Hits, recent.Tally.Misses), Is.EqualTo((1, 1)));
    }

    [Test]
    public void A_redelivery_within_the_hour_is_known_and_later_it_is_forgotten()
    {
        var recent = new RecentEvents([], _time);
        recent.TryAdd(Keys("Ev1", "1.0"));
        _time.Advance(RecentEvents.Memory);
        Assert.That(recent.TryAdd(Keys("Ev1", "1.0")), Is.False);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(recent.TryAdd(Keys("Ev1", "1.0")), Is.True);
    }

    [Test]
    public void What_could_not_be_taken_may_come_again()
    {
        var recent = new RecentEvents([], _time);
        recent.TryAdd(Keys("Ev1", "1.0"));
        recent.Remove(Keys("Ev1", "1.0"));
        Assert.That(recent.TryAdd(Keys("Ev1", "1.0")), Is.True);
    }

    [Test]
    public void Keys_of_a_million_turns_differ_and_are_held_up_to_the_capacity()
    {
        var recent = new RecentEvents([], _time);
        var first = Keys("Ev0", "0");
        for (var i = 0; i < RecentEvents.Capacity / 2; i++)
        {
            if (!recent.TryAdd(Keys($"Ev{i}", $"{i}"))) Assert.Fail($"turn {i} collides with another");
        }

        Assert.That(recent.TryAdd(first), Is.False, "the first is still known");
        recent.TryAdd(Keys("one more", "one more"));
        recent.TryAdd(Keys("and another", "and another"));
        Assert.That(recent.TryAdd(first), Is.True, "the oldest make room");
    }

    [Test]
    public void Parts_of_a_key_do_not_run_into_each_other() =>
        Assert.That(EventKeys.OfMessage("e", "T1", "C1", "1"), Is.Not.EqualTo(EventKeys.OfMessage("e", "T1C", "1", "1")));

    private static EventKeys Keys(string eventId, string ts) => EventKeys.OfMessage(eventId, "T1", "C1", ts);

    [Test]
    public void What_an_earlier_process_has_taken_is_known_for_the_rest_of_its_hour()
    {
        var keys = EventKeys.OfMessage("Ev1", "T1", "C1", "1.0");
        var recent = new RecentEvents([new RecentTurn(keys.ToList(), _time.GetUtcNow() - TimeSpan.FromMinutes(50))], _time);
        Assert.That(recent.TryAdd(EventKeys.OfMessage("Ev2", "T1", "C1", "1.0")), Is.False, "the same turn in another event");

        _time.Advance(TimeSpan.FromMinutes(11));
        Assert.That(recent.TryAdd(keys), Is.True);
    }
}
