using JamieDaemon.Observability.Health;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Observability.Health;

public sealed class HeartbeatTests
{
    private readonly ManualTimeProvider _time = new();

    [Test]
    public void It_beats_as_long_as_timers_fire()
    {
        using var heartbeat = new Heartbeat(_time);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.That((heartbeat.Age, heartbeat.Uptime), Is.EqualTo((TimeSpan.Zero, TimeSpan.FromHours(1))));
    }

    [Test]
    public void It_grows_old_when_none_does()
    {
        var heartbeat = new Heartbeat(_time);
        heartbeat.Dispose(); // no timer fires any more, as in a starved thread pool
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.That(heartbeat.Age, Is.EqualTo(TimeSpan.FromSeconds(59)));
    }
}
