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
        Assert.That((heartbeat.IsAlive, heartbeat.Age, heartbeat.Uptime),
            Is.EqualTo((true, TimeSpan.Zero, TimeSpan.FromHours(1))));
    }

    [TestCase(59.9, true)]
    [TestCase(60, false)]
    public void Without_a_beat_for_a_minute_the_process_is_stuck(double seconds, bool alive)
    {
        var heartbeat = new Heartbeat(_time);
        heartbeat.Dispose(); // no timer fires any more, as in a starved thread pool
        _time.Advance(TimeSpan.FromSeconds(seconds));
        Assert.That(heartbeat.IsAlive, Is.EqualTo(alive));
    }
}
