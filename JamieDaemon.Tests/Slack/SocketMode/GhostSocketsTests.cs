using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Tests.Slack.SocketMode;

public sealed class GhostSocketsTests
{
    [TestCase(2, 2, 2, 0, 0)]
    [TestCase(1, 1, 2, 0, 0)]
    [TestCase(2, 1, 2, 0, 1, Description = "the first of ours, and one that is not")]
    [TestCase(3, 3, 2, 0, 0, Description = "one of ours is being replaced")]
    [TestCase(4, 2, 2, 0, 2)]
    [TestCase(4, 2, 2, 4, 0, Description = "another replica")]
    [TestCase(5, 3, 2, 4, 0, Description = "another replica, and one of ours is being replaced")]
    [TestCase(6, 2, 2, 4, 2)]
    [TestCase(1, 2, 2, 0, 0, Description = "Slack knows before us that one is gone")]
    public void What_is_neither_ours_nor_another_replicas_is_a_ghost(int all, int live, int sockets, int expected, int ghosts) =>
        Assert.That(GhostSockets.Of(all, live, sockets, expected), Is.EqualTo(ghosts));

    [Test]
    public async Task Somebody_elses_socket_is_warned_about_once_when_it_is_still_there_after_two_minutes_and_again_when_it_is_gone()
    {
        await using var jamie = await RunningListener.StartAsync(sockets: 1);
        using var other = await JoinAsync(jamie);
        jamie.Time.Advance(GhostSockets.Patience - TimeSpan.FromSeconds(1));
        Assert.That((jamie.Ghosts.Count, jamie.Workspace.Sockets.Opened), Is.EqualTo((0, 3)), "it may be a dead one that Slack has not noticed yet");

        await jamie.AdvanceUntilAsync(TimeSpan.FromSeconds(1), () => jamie.Ghosts.Count == 1);
        await jamie.AdvanceUntilAsync(TimeSpan.FromMinutes(1), () => jamie.Workspace.Sockets.Opened >= 6);
        Assert.That(jamie.Logs.Count("slack.not_alone"), Is.EqualTo(1));
        Assert.That(jamie.Readings["websocket.reconnects.total{reason=recount}"], Is.GreaterThanOrEqualTo(2));
        Assert.That((await HealthAsync(jamie)).Status, Is.EqualTo(HealthStatus.Degraded));
        Assert.That((await HealthAsync(jamie)).Description, Does.StartWith("1 socket of this app is not ours").And.Contains("Slack:ExpectedSockets"));

        await other.CloseAsync();
        await jamie.AdvanceUntilAsync(TimeSpan.FromSeconds(30), () => jamie.Ghosts.Count == 0);
        Assert.That(jamie.Logs.Count("slack.alone_again"), Is.EqualTo(1));
        Assert.That((await HealthAsync(jamie)).Status, Is.EqualTo(HealthStatus.Healthy));
        Assert.That(jamie.Workspace.Sockets.LongestGap, Is.EqualTo(TimeSpan.Zero), "no socket was closed before its successor was there");
    }

    [Test]
    public async Task A_dead_socket_that_Slack_has_not_forgotten_yet_is_no_ghost()
    {
        await using var jamie = await RunningListener.StartAsync(sockets: 1);
        using var dead = await JoinAsync(jamie);
        await dead.CloseAsync();

        await jamie.AdvanceUntilAsync(TimeSpan.FromSeconds(30), () => jamie.Readings["websocket.reconnects.total{reason=recount}"] == 1);
        jamie.Time.Advance(TimeSpan.FromHours(1));
        Assert.That((jamie.Ghosts.Count, jamie.Logs.Count("slack.not_alone"), jamie.Logs.Count("slack.alone_again")), Is.EqualTo((0, 0, 0)));
    }

    [Test]
    public async Task Jamie_is_deaf_after_half_a_minute_without_a_socket_and_not_at_the_first_blip()
    {
        var time = new ManualTimeProvider();
        var state = new SocketModeState(time);
        var check = new SocketModeHealthCheck(state, Some.Ghosts(time));
        Assert.That(await StatusAsync(), Is.EqualTo(HealthStatus.Unhealthy), "nothing was heard yet");
        state.Opened(1);
        Assert.That(await StatusAsync(), Is.EqualTo(HealthStatus.Healthy));
        state.Closed();
        time.Advance(SocketModeHealthCheck.Patience - TimeSpan.FromMilliseconds(1));
        Assert.That(await StatusAsync(), Is.EqualTo(HealthStatus.Degraded));
        time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(await StatusAsync(), Is.EqualTo(HealthStatus.Unhealthy));
        state.Opened(1);
        Assert.That(await StatusAsync(), Is.EqualTo(HealthStatus.Healthy));

        async Task<HealthStatus> StatusAsync() => (await check.CheckHealthAsync(new HealthCheckContext())).Status;
    }

    /// <summary>Somebody else's socket, of which the next hello tells.</summary>
    private static async Task<RawSlackSocket> JoinAsync(RunningListener jamie)
    {
        await jamie.WhenLiveAsync(1);
        var other = await RawSlackSocket.JoinAsync(jamie.Workspace);
        jamie.Workspace.Sockets.Refresh(count: 1);
        await Eventually.HoldsAsync(() => jamie.Logs.Count("slack.connected") == 2);
        return other;
    }

    private static Task<HealthCheckResult> HealthAsync(RunningListener jamie) =>
        new SocketModeHealthCheck(jamie.State, jamie.Ghosts).CheckHealthAsync(new HealthCheckContext());
}
