using System.Threading.RateLimiting;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Access;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Slack.Access;

public sealed class AskerAllowanceTests
{
    private readonly ManualTimeProvider _time = new();

    [Test]
    public void Without_limits_nobody_is_counted()
    {
        using var allowance = Allowance(new LimitsOptions());
        for (var i = 0; i < 1000; i++) Assert.That(allowance.TryTake("U1"), Is.Null);
    }

    [Test]
    public void Within_any_minute_a_person_asks_as_often_as_is_allowed_and_is_told_until_when()
    {
        using var allowance = Allowance(new LimitsOptions { PerMinute = 2 });
        Assert.That(allowance.TryTake("U1"), Is.Null);
        _time.Advance(TimeSpan.FromSeconds(40));
        Assert.That(allowance.TryTake("U1"), Is.Null);
        Assert.That(allowance.TryTake("U1"), Is.EqualTo(new Overdraft(Saying.TooFast, TimeSpan.FromSeconds(20))));
        Assert.That(allowance.TryTake("U2"), Is.Null, "somebody else's affair");

        _time.Advance(TimeSpan.FromSeconds(20));
        Assert.That(allowance.TryTake("U1"), Is.Null);
        Assert.That(allowance.TryTake("U1"), Is.EqualTo(new Overdraft(Saying.TooFast, TimeSpan.FromSeconds(40))), "the second one still counts");
    }

    [Test]
    public void What_is_refused_counts_for_nothing()
    {
        using var allowance = Allowance(new LimitsOptions { PerMinute = 1, PerDay = 2 });
        Assert.That(allowance.TryTake("U1"), Is.Null);
        for (var i = 0; i < 10; i++) Assert.That(allowance.TryTake("U1")?.Saying, Is.EqualTo(Saying.TooFast));

        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(allowance.TryTake("U1"), Is.Null, "neither for the minute nor for the day");
        Assert.That(allowance.TryTake("U1"), Is.EqualTo(new Overdraft(Saying.QuotaUsedUp, TimeSpan.FromDays(1) - TimeSpan.FromMinutes(1))));

        _time.Advance(TimeSpan.FromDays(1));
        Assert.That(allowance.TryTake("U1"), Is.Null);
    }

    [Test]
    public void Whoever_has_everything_left_can_be_forgotten_and_nobody_else()
    {
        using var limiter = new AskerLimiter(new LimitsOptions { PerDay = 1 }, _time);
        Assert.That(limiter.AttemptAcquire().IsAcquired, Is.True);
        _time.Advance(TimeSpan.FromHours(23));
        Assert.That(limiter.IdleDuration, Is.Null);
        _time.Advance(TimeSpan.FromHours(2));
        Assert.That(limiter.IdleDuration, Is.EqualTo(TimeSpan.FromHours(25)));
    }

    [Test]
    public async Task It_is_a_limiter_like_those_of_the_platform()
    {
        using var limiter = new AskerLimiter(new LimitsOptions { PerMinute = 1 }, _time);
        using var look = limiter.AttemptAcquire(0);
        using var first = await limiter.AcquireAsync();
        using var second = limiter.AttemptAcquire();
        Assert.That((look.IsAcquired, first.IsAcquired, second.IsAcquired), Is.EqualTo((true, true, false)));
        Assert.That(second.GetAllMetadata().Select(pair => pair.Key), Is.EquivalentTo(new[] { "REASON", MetadataName.RetryAfter.Name }));
        Assert.That(first.MetadataNames, Is.Empty);
        Assert.That((limiter.GetStatistics()!.TotalSuccessfulLeases, limiter.GetStatistics()!.TotalFailedLeases), Is.EqualTo((1, 1)));
    }

    [Test]
    public void As_many_as_are_allowed_get_through_at_the_same_moment()
    {
        using var allowance = Allowance(new LimitsOptions { PerMinute = 50 });
        var taken = 0;
        Parallel.For(0, 500, _ =>
        {
            if (allowance.TryTake("U1") is null) Interlocked.Increment(ref taken);
        });
        Assert.That(taken, Is.EqualTo(50));
    }

    [TestCase(-1)]
    [TestCase(10_001)]
    public void Limits_that_make_no_sense_are_named(int limit) => Assert.That(
        new LimitsOptions { PerMinute = limit, PerDay = limit }.Problems(), Has.Exactly(2).Items.And.Some.Contains("Slack:Limits:PerMinute").And.Some.Contains("Slack:Limits:PerDay"));

    private AskerAllowance Allowance(LimitsOptions limits) => new(Options.Create(new SlackOptions { Limits = limits }), _time);
}
