using JamieDaemon.Hosting.Systemd;

namespace JamieDaemon.Tests.Hosting.Systemd;

public sealed class WatchdogTests
{
    private const int Ours = 4711;

    // WATCHDOG_USEC, WATCHDOG_PID, seconds between two signs.
    [TestCase("60000000", "4711", 20)]
    [TestCase("60000000", null, 20)]
    [TestCase("60000000", "", 20)]
    [TestCase("3000000", "4711", 1)]
    [TestCase("1", "4711", 0.001)]
    [TestCase("60000000", "4712", null)]
    [TestCase(null, "4711", null)]
    [TestCase("0", "4711", null)]
    [TestCase("-1", "4711", null)]
    [TestCase("60s", "4711", null)]
    [TestCase("9223372036854775807", "4711", null)]
    public void A_sign_is_due_three_times_within_its_time(string? microseconds, string? process, double? seconds) => Assert.That(
        Watchdog.Interval(name => name == "WATCHDOG_USEC" ? microseconds : name == "WATCHDOG_PID" ? process : null, Ours)?.TotalSeconds, Is.EqualTo(seconds));
}
