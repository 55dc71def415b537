using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.SocketMode;

/// <summary>Real sockets against the loopback workspace.</summary>
public sealed class SocketModeListenerTests
{
    [Test]
    public async Task Each_attempt_of_the_first_dial_is_counted_and_none_after_it()
    {
        await using var listener = await RunningListener.StartAsync(before: workspace => workspace.Faults.RefuseHandshakes(503, 503), sockets: 1);
        await listener.AdvanceUntilOpenAsync(TimeSpan.FromSeconds(1));
        listener.Workspace.Sockets.KillAll();
        await listener.AdvanceUntilAsync(TimeSpan.FromSeconds(1), () => listener.Workspace.Sockets.Opened == 2 && listener.State.Live == 1);

        Assert.That((Read("attempts"), Read("failures"), Read("success")), Is.EqualTo(((double?)3, (double?)2, (double?)1)));
        Assert.That(listener.Readings["websocket.messages.total{direction=received,type=hello}"], Is.EqualTo(2));

        double? Read(string what) => listener.Readings[$"jamie.startup.{what}{{environment=production}}"];
    }

    [Test]
    public async Task Every_dial_is_counted_by_how_it_ended_also_after_the_first()
    {
        await using var listener = await RunningListener.StartAsync(sockets: 1);
        await listener.WhenLiveAsync(1);
        listener.Workspace.Faults.RefuseHandshakes(503, 503);
        listener.Workspace.Sockets.KillAll();
        await listener.AdvanceUntilAsync(TimeSpan.FromSeconds(1), () => listener.Workspace.Sockets.Opened == 2 && listener.State.Live == 1);

        await Eventually.HoldsAsync(() => (Read("success"), Read("error")) == (2, 2));

        double? Read(string status) => listener.Readings[$"websocket.dials.total{{status={status}}}"];
    }

    [Test]
    public async Task The_second_socket_opens_ten_seconds_after_the_first()
    {
        await using var jamie = await RunningListener.StartAsync();
        await jamie.WhenLiveAsync(1);
        jamie.Time.Advance(TimeSpan.FromSeconds(9));
        jamie.Workspace.Mention("general", "oncall", "one round trip");
        await jamie.Inbox.NextAsync();
        Assert.That(jamie.Workspace.Sockets.Opened, Is.EqualTo(1));

        await jamie.AdvanceUntilAsync(TimeSpan.FromSeconds(1), () => jamie.State.Live == 2);
        await Eventually.HoldsAsync(() => jamie.State is { Live: 2, NumConnections: 2 });
    }

    [TestCase("warning")]
    [TestCase("refresh_requested")]
    [TestCase("something_new")]
    public async Task A_socket_that_Slack_wants_replaced_is_replaced_before_it_goes(string reason)
    {
        await using var jamie = await RunningListener.StartAsync(sockets: 1);
        await jamie.WhenLiveAsync(1);

        jamie.Workspace.Sockets.Refresh(reason);
        await jamie.WhenOpenedAsync(2);

        Assert.That(
            (jamie.Workspace.Sockets.LongestGap, jamie.Workspace.Sockets.Open.Count), Is.EqualTo((TimeSpan.Zero, 2)), "the old one still delivers");
    }

    [Test]
    public async Task A_socket_that_dies_before_its_successor_is_there_counts_as_dead()
    {
        await using var jamie = await RunningListener.StartAsync(sockets: 1);
        await jamie.WhenLiveAsync(1);
        jamie.Workspace.Faults.RefuseHandshakes(503);

        jamie.Workspace.Sockets.Refresh();
        await Eventually.HoldsAsync(() => jamie.Workspace.CallsOf("apps.connections.open") == 2);
        jamie.Workspace.Sockets.KillAll();

        await jamie.WhenLiveAsync(0);
        await jamie.AdvanceUntilOpenAsync(TimeSpan.FromMilliseconds(100));
    }

    [Test]
    public async Task A_killed_socket_comes_back_within_a_second()
    {
        await using var jamie = await RunningListener.StartAsync(sockets: 1);
        await jamie.WhenLiveAsync(1);
        var killed = jamie.Time.GetUtcNow();

        jamie.Workspace.Sockets.KillAll();
        await jamie.WhenLiveAsync(0);
        await jamie.AdvanceUntilOpenAsync(TimeSpan.FromMilliseconds(20));

        Assert.That(jamie.Workspace.Sockets.Opened, Is.EqualTo(2));
        Assert.That(jamie.Time.GetUtcNow() - killed, Is.LessThan(TimeSpan.FromSeconds(5)), "no long back-off: the clock only moves while nobody is live");
    }

    [Test]
    public async Task Too_many_websockets_is_not_answered_with_another_one_for_half_a_minute()
    {
        await using var jamie = await RunningListener.StartAsync(sockets: 1);
        await jamie.WhenLiveAsync(1);

        jamie.Workspace.Sockets.SendDisconnect("too_many_websockets");
        await jamie.WhenLiveAsync(0);
        jamie.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.That(jamie.Workspace.CallsOf("apps.connections.open"), Is.EqualTo(1));

        await jamie.AdvanceUntilOpenAsync(TimeSpan.FromSeconds(31));
    }

    [Test]
    public async Task When_Socket_Mode_is_switched_off_Jamie_says_so_and_looks_again_slowly()
    {
        await using var jamie = await RunningListener.StartAsync(sockets: 1);
        await jamie.WhenLiveAsync(1);

        jamie.Workspace.Sockets.SendDisconnect("link_disabled");
        await jamie.WhenLiveAsync(0);
        Assert.That(jamie.State.Fatal, Does.Contain("Socket Mode is switched off"));
        jamie.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.That(jamie.Workspace.CallsOf("apps.connections.open"), Is.EqualTo(1));

        await jamie.AdvanceUntilOpenAsync(TimeSpan.FromMinutes(11));
        Assert.That(jamie.State.Fatal, Is.Null);
    }

    [Test]
    public async Task A_wrong_token_is_said_to_be_wrong_and_mended_without_a_restart()
    {
        await using var jamie = await RunningListener.StartAsync(
            workspace => workspace.Faults.Next("apps.connections.open", ScriptedAnswer.Failure("invalid_auth")), sockets: 1);
        await Eventually.HoldsAsync(() => jamie.State.Fatal is not null);
        Assert.That(jamie.State.Fatal, Does.Contain("invalid_auth"));

        await jamie.AdvanceUntilOpenAsync(TimeSpan.FromMinutes(15));
        Assert.That(jamie.State.Fatal, Is.Null);
    }

    [TestCase("internal_error")]
    [TestCase("an_error_that_nobody_has_heard_of")]
    public async Task Slacks_own_trouble_is_waited_out(string error)
    {
        await using var jamie = await RunningListener.StartAsync(
            workspace => workspace.Faults.Next("apps.connections.open", ScriptedAnswer.Failure(error)), sockets: 1);
        await Eventually.HoldsAsync(() => jamie.Workspace.CallsOf("apps.connections.open") == 1);
        await jamie.AdvanceUntilOpenAsync(TimeSpan.FromMilliseconds(100));
        Assert.That(jamie.State.Fatal, Is.Null);
    }

    [Test]
    public async Task A_refused_handshake_is_tried_again_with_a_new_address()
    {
        await using var jamie = await RunningListener.StartAsync(workspace => workspace.Faults.RefuseHandshakes(409, 503), sockets: 1);
        await jamie.AdvanceUntilOpenAsync(TimeSpan.FromMilliseconds(100));
        Assert.That(jamie.Workspace.CallsOf("apps.connections.open"), Is.GreaterThanOrEqualTo(3));
    }

    [Test]
    public async Task Stopping_closes_every_socket()
    {
        await using var jamie = await RunningListener.StartAsync(sockets: 1);
        await jamie.WhenLiveAsync(1);
        await jamie.StopAsync();
        await jamie.WhenOpenAsync(0);
    }

    [Test]
    public async Task An_acknowledgement_that_leaves_late_is_said_and_measured()
    {
        await using var jamie = await RunningListener.StartAsync(sockets: 1);
        await jamie.WhenLiveAsync(1);
        jamie.Inbox.Holds = true;
        jamie.Workspace.Mention("general", "oncall", "are you slow?");
        await jamie.Inbox.NextAsync();
        jamie.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.That(jamie.Inbox.Held.TryDequeue(out var held), Is.True);

        held.Acknowledge();
        await jamie.Workspace.Sockets.WhenAsync(sockets => sockets.Acks.Count == 1, Limits.Token);
        await Eventually.HoldsAsync(() => jamie.Logs.Count("slack.ack_late") == 1);
        Assert.That(jamie.Readings["slack.ack.duration{}"], Is.EqualTo(4));
    }

    [Test]
    public async Task An_acknowledgement_whose_socket_is_gone_is_said_to_be_lost_and_not_measured()
    {
        await using var jamie = await RunningListener.StartAsync(sockets: 1);
        await jamie.WhenLiveAsync(1);
        jamie.Inbox.Holds = true;
        jamie.Workspace.Mention("general", "oncall", "are you gone?");
        await jamie.Inbox.NextAsync();
        jamie.Workspace.Sockets.KillAll();
        await jamie.WhenLiveAsync(0);
        Assert.That(jamie.Inbox.Held.TryDequeue(out var held), Is.True);

        held.Acknowledge();
        await Eventually.HoldsAsync(() => jamie.Logs.Count("slack.ack_lost") == 1);
        Assert.That(jamie.Readings["slack.ack.duration{}"], Is.Null);
        Assert.That(jamie.Readings["websocket.messages.total{direction=sent,type=ack}"], Is.Zero);
    }

    [Test]
    public async Task Whatever_arrives_is_acknowledged_on_the_socket_that_brought_it_and_the_socket_lives_on()
    {
        await using var jamie = await RunningListener.StartAsync(sockets: 1);
        await jamie.WhenLiveAsync(1);
        jamie.Workspace.Faults.FragmentBytes = 256;

        jamie.Workspace.SendEnvelope("brand_new_type", """{"any":"thing"}""");
        jamie.Workspace.SendEnvelope("events_api", "[1,2,3]");
        jamie.Workspace.SendEnvelope("slash_commands", """ "text" """);
        jamie.Workspace.SendEnvelope("interactive", $$"""{"big":"{{new string('x', 1_000_000)}}"}""");
        jamie.Workspace.Mention("general", "oncall", "still there?");

        await jamie.Workspace.Sockets.WhenAsync(sockets => sockets.Acks.Count >= 5, Limits.Token);
        Assert.That(jamie.Inbox.All.OfType<EventsApiEnvelope>(), Is.Not.Empty);
        Assert.That((jamie.Workspace.Sockets.Opened, jamie.Workspace.Sockets.Acks.OnOtherSocket, jamie.Workspace.Sockets.Acks.Malformed), Is.EqualTo((1, 0, 0)));
    }

    [Test]
    public async Task A_message_beyond_four_megabytes_loses_its_content_but_not_its_acknowledgement_nor_the_socket()
    {
        await using var jamie = await RunningListener.StartAsync(sockets: 1);
        await jamie.WhenLiveAsync(1);

        jamie.Workspace.SendEnvelope("events_api", $$"""{"big":"{{new string('x', SocketModeConnection.MaxMessageBytes)}}"}""");

        Assert.That(await jamie.Inbox.NextAsync(), Is.InstanceOf<OtherEnvelope>());
        await jamie.Workspace.Sockets.WhenAsync(sockets => sockets.Acks.Count == 1, Limits.Token);
        Assert.That(jamie.Workspace.Sockets.Opened, Is.EqualTo(1));
    }
}
