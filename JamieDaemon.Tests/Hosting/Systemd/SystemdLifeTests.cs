using System.Runtime.InteropServices;
using JamieDaemon.Hosting.Systemd;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Hosting.Systemd;

[Platform(Include = "Linux")]
public sealed class SystemdLifeTests
{
    private static readonly string[] Sign = ["WATCHDOG=1"];

    [Test]
    public async Task It_says_ready_once_everything_has_started_and_what_is_missing()
    {
        using var service = new Service { Sentence = "Not ready: slack is unhealthy (no socket yet)" };
        await service.Life.StartingAsync(default);
        await service.Life.StartAsync(default);
        Assert.That(service.Manager.Waiting(), Is.Empty);
        await service.Life.StartedAsync(default);
        Assert.That(service.Manager.Waiting(), Is.EqualTo(new[] { "READY=1\nSTATUS=Not ready: slack is unhealthy (no socket yet)" }));
    }

    [Test]
    public async Task What_has_changed_is_said_and_what_has_not_is_not_said_again()
    {
        using var service = await Service.RunningAsync(signs: null);
        service.Time.Advance(SystemdLife.StatusEvery * 3);
        Assert.That(service.Manager.Waiting(), Is.Empty);
        service.Sentence = "Not ready: queue is unhealthy";
        service.Time.Advance(SystemdLife.StatusEvery * 3);
        Assert.That(service.Manager.Waiting(), Is.EqualTo(new[] { "STATUS=Not ready: queue is unhealthy" }));
    }

    [Test]
    public async Task Signs_of_life_come_as_often_as_they_are_waited_for()
    {
        using var service = await Service.RunningAsync(TimeSpan.FromSeconds(20));
        service.Time.Advance(TimeSpan.FromSeconds(59));
        Assert.That(service.Manager.Waiting(), Is.EqualTo(new[] { "WATCHDOG=1", "WATCHDOG=1", "WATCHDOG=1" }), "at once, after 20 and after 40 s");
    }

    [Test]
    public async Task Where_nobody_waits_for_them_there_are_none()
    {
        using var service = await Service.RunningAsync(signs: null);
        service.Time.Advance(TimeSpan.FromHours(1));
        Assert.That(service.Manager.Waiting(), Is.Empty);
    }

    [Test]
    public async Task A_heartbeat_that_stands_still_gives_none_and_that_is_said_once()
    {
        using var service = await Service.RunningAsync(TimeSpan.FromSeconds(1));
        service.Time.Advance(TimeSpan.Zero);
        service.Manager.Waiting();
        service.IsAlive = false;
        service.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.That(service.Manager.Waiting(), Is.Empty);
        Assert.That(service.Log.Events, Is.EqualTo(new[] { "systemd.no_sign_of_life" }));
        service.IsAlive = true;
        service.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(service.Manager.Waiting(), Is.EqualTo(Sign));
    }

    [Test]
    public async Task A_reload_is_framed_by_the_time_it_began_and_by_ready()
    {
        using var service = await Service.RunningAsync(signs: null);
        var began = service.Time.GetTimestamp() / TimeSpan.TicksPerMicrosecond;
        service.Life.ReloadBegins();
        service.Time.Advance(SystemdLife.StatusEvery);
        service.Life.ReloadEnds();
        Assert.That(service.Manager.Waiting(), Is.EqualTo(new[]
        {
            $"RELOADING=1\nMONOTONIC_USEC={began}\nSTATUS=Reads its settings anew", "READY=1\nSTATUS=Hears Slack and takes questions",
        }));
    }

    [Test]
    public async Task A_reload_before_the_start_is_over_does_not_claim_that_it_is()
    {
        using var service = new Service();
        service.Life.ReloadBegins();
        service.Life.ReloadEnds();
        Assert.That(service.Manager.Waiting(), Is.Empty);
        service.Life.ReloadBegins();
        await service.Life.StartedAsync(default);
        service.Life.ReloadEnds();
        Assert.That(service.Manager.Waiting(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task While_it_stops_it_says_so_and_for_how_long_and_gives_signs_of_life_and_takes_nothing_back()
    {
        using var service = await Service.RunningAsync(TimeSpan.FromSeconds(20));
        service.Time.Advance(TimeSpan.Zero);
        service.Manager.Waiting();
        service.Life.ReloadBegins();
        await service.Life.StoppingAsync(default);
        service.Life.ReloadEnds();
        service.Life.ReloadBegins();
        service.Sentence = "Not ready (stopping)";
        service.Time.Advance(TimeSpan.FromSeconds(20));
        await service.Life.StopAsync(default);
        await service.Life.StoppedAsync(default);
        var said = service.Manager.Waiting();
        Assert.That(said.Select(message => message.Split('\n')[0]), Is.EqualTo(new[] { "RELOADING=1", "STOPPING=1", "WATCHDOG=1" }));
        Assert.That(said[1].Split('\n'), Does.Contain("EXTEND_TIMEOUT_USEC=46000000").And.Some.StartsWith("STATUS=Stopping:"));
    }

    [Test]
    public async Task What_did_not_arrive_is_logged_once_and_said_again()
    {
        using var service = new Service();
        service.Manager.Dispose();
        File.Delete(service.Manager.Address);
        await service.Life.StartedAsync(default);
        service.Time.Advance(SystemdLife.StatusEvery * 3);
        Assert.That(service.Log.Events, Is.EqualTo(new[] { "systemd.not_told" }));
        using var next = new ServiceManager(service.Manager.Address);
        service.Time.Advance(SystemdLife.StatusEvery);
        Assert.That(next.Waiting(), Is.EqualTo(new[] { "READY=1\nSTATUS=Hears Slack and takes questions" }), "without READY the start would never be over");
    }

    [Test]
    public void The_time_of_a_reload_is_the_kernels_monotonic_clock()
    {
        // Nothing else is certain of a TimeProvider's timestamps: https://learn.microsoft.com/dotnet/api/system.timeprovider.gettimestamp
        var before = Monotonic();
        var timestamp = (long)(TimeProvider.System.GetTimestamp() * (1_000_000.0 / TimeProvider.System.TimestampFrequency));
        Assert.That(timestamp, Is.InRange(before, Monotonic()));
    }

    private static long Monotonic()
    {
        const int Clock = 1;
        Assert.That(ClockGetTime(Clock, out var time), Is.Zero);
        return (time.Seconds * 1_000_000) + (time.Nanoseconds / 1000);
    }

    [DllImport("libc.so.6", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ClockGetTime(int clock, out Timespec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Timespec(long Seconds, long Nanoseconds);

    private sealed class Service : IProcessCondition, IDisposable
    {
        private readonly TempFolder _folder = new();
        private readonly NotifySocket _socket;

        public Service(TimeSpan? signs = null)
        {
            Manager = new ServiceManager(_folder.File("notify"));
            _socket = new NotifySocket(Manager.Address);
            Life = new SystemdLife(_socket, this, new SystemdPlan(signs, TimeSpan.FromSeconds(46)), Time, Log);
        }

        public ServiceManager Manager { get; }

        public SystemdLife Life { get; }

        public ManualTimeProvider Time { get; } = new();

        public CollectingLogger<SystemdLife> Log { get; } = new();

        public bool IsAlive { get; set; } = true;

        public string Sentence { get; set; } = "Hears Slack and takes questions";

        /// <summary>One that has said so.</summary>
        public static async Task<Service> RunningAsync(TimeSpan? signs)
        {
            var service = new Service(signs);
            await service.Life.StartedAsync(default);
            Assert.That(await service.Manager.NextAsync(), Does.Contain("READY=1"));
            return service;
        }

        public void Dispose()
        {
            Life.Dispose();
            _socket.Dispose();
            Manager.Dispose();
            _folder.Dispose();
        }
    }
}
