using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Tests.Slack.WebApi;

public sealed class SlackClockTests
{
    private readonly SetClock _time = new();

    [Test]
    public void A_clock_that_is_set_after_the_answer_changes_nothing()
    {
        var clock = new SlackClock(_time);
        var theirs = _time.Now;
        var stamp = _time.GetTimestamp();
        clock.Read(theirs);
        _time.Now += TimeSpan.FromHours(4);
        _time.Stamp += 30;
        Assert.That((clock.Now, clock.At(stamp)), Is.EqualTo((theirs + TimeSpan.FromSeconds(30), theirs)));
    }

    [TestCase(1, 0)]
    [TestCase(-1, 0)]
    [TestCase(3600, 3600)]
    [TestCase(-3600, -3600)]
    public void The_date_counts_where_the_clock_is_off_by_more_than_it_is_coarse(int dateAhead, int expected)
    {
        var clock = new SlackClock(_time);
        clock.Read(_time.Now + TimeSpan.FromSeconds(dateAhead));
        Assert.That(clock.Now - _time.Now, Is.EqualTo(TimeSpan.FromSeconds(expected)));
    }

    [Test]
    public void Before_any_answer_and_without_a_date_it_is_this_machines_time()
    {
        var clock = new SlackClock(_time);
        clock.Read(null);
        Assert.That(clock.Now, Is.EqualTo(_time.Now));
    }

    /// <summary>A clock that can be set while its timestamps go on.</summary>
    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch.AddYears(60);

        public long Stamp { get; set; } = 1000;

        public override long TimestampFrequency => 1;

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => Stamp;
    }
}
