using JamieDaemon.Observability.Otlp;

namespace JamieDaemon.Tests.Observability.Otlp;

/// <summary>What is counted, and what is said of it.</summary>
public sealed class OtlpRouteTests
{
    private readonly OtlpRoute _route = new(OtlpTarget.Generic, OtlpSignal.Traces);
    private readonly List<string?> _said = [];

    [SetUp]
    public void Listen() => _route.WhenChanged(route => _said.Add(route.Problem));

    [Test]
    public void What_finds_no_place_is_lost_and_counted()
    {
        Assert.That(Enumerable.Range(0, 5).Select(_ => _route.TryQueue(3)), Is.EqualTo(new[] { true, true, true, false, false }));
        Assert.That(_route.Lost, Is.EqualTo(2));
        _route.Dequeue(2);
        Assert.That(Enumerable.Range(0, 3).Select(_ => _route.TryQueue(3)), Is.EqualTo(new[] { true, true, false }));
    }

    [Test]
    public void What_failed_before_anybody_listened_is_said_as_soon_as_somebody_does()
    {
        var route = new OtlpRoute(OtlpTarget.Generic, OtlpSignal.Metrics);
        route.Exported(arrived: false, 1);
        route.WhenChanged(changed => _said.Add(changed.Problem));
        Assert.That(_said, Is.EqualTo(new[] { "it was not taken" }));
    }

    [Test]
    public void A_failure_is_counted_each_time_and_said_once_until_it_is_over()
    {
        foreach (var arrived in (bool[])[true, false, false, true, true, false])
        {
            if (!arrived) _route.Met("HTTP 503");
            _route.Exported(arrived, 10);
        }

        Assert.That(_route.Lost, Is.EqualTo(30));
        Assert.That(_said, Is.EqualTo(new[] { "HTTP 503", null, "HTTP 503" }));
    }

    [Test]
    public void What_is_rejected_of_an_export_that_was_taken_is_counted_and_said_once()
    {
        foreach (var _ in Enumerable.Range(0, 2))
        {
            _route.Rejected(3, "too old");
            _route.Exported(arrived: true, 10);
        }

        Assert.That((_route.Lost, string.Join(' ', _said)), Is.EqualTo((6, "some were rejected, \"too old\"")));
    }

    [Test]
    public void Another_signal_that_gets_through_frees_the_way_but_takes_back_no_answer()
    {
        OtlpRoute[] there = [_route, new(OtlpTarget.Generic, OtlpSignal.Metrics), new(OtlpTarget.Generic, OtlpSignal.Logs)];
        foreach (var route in there) route.Beside = there;
        _route.CouldNotReach("Connection refused");
        _route.Exported(arrived: false, 1);
        there[1].Met("HTTP 404");
        there[1].Exported(arrived: false, 1);
        Assert.That(_route.Problem, Is.EqualTo("Connection refused"));

        there[2].Exported(arrived: true, 1);
        Assert.That((_route.Problem, there[1].Problem), Is.EqualTo(((string?)null, "HTTP 404")));
    }
}
