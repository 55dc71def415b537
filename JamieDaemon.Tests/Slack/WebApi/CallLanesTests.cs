using JamieDaemon.Slack.WebApi;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.WebApi;

[CancelAfter(Limits.Milliseconds)]
public sealed class CallLanesTests
{
    private static readonly SlackCall Here = new(SlackMethod.ChatPostMessage, "C1");
    private static readonly SlackCall OtherChannel = new(SlackMethod.ChatPostMessage, "C2");
    private static readonly SlackCall OtherMethod = new(SlackMethod.ChatUpdate, "C1");
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Test]
    public void A_limit_holds_up_its_own_lane_alone(CancellationToken token)
    {
        var lanes = new CallLanes(new ManualTimeProvider());
        Limit(lanes, Here, 30 * Second);

        Assert.That(lanes.EnterAsync(lanes.Arrive(OtherChannel), token).IsCompletedSuccessfully);
        Assert.That(lanes.EnterAsync(lanes.Arrive(OtherMethod), token).IsCompletedSuccessfully);
        Assert.That(lanes.EnterAsync(lanes.Arrive(Here), token).IsCompleted, Is.False);
        Assert.That(lanes.IsOpen(lanes.Arrive(OtherChannel)));
        Assert.That(lanes.IsOpen(lanes.Arrive(Here)), Is.False);
    }

    [Test]
    public async Task Those_who_waited_go_one_after_another_in_the_order_of_their_arrival(CancellationToken token)
    {
        var time = new ManualTimeProvider();
        var lanes = new CallLanes(time);
        Limit(lanes, Here, 7 * Second);
        var turns = Enumerable.Range(0, 5).Select(_ => lanes.Arrive(Here)).ToArray();
        // They queue in the reverse order: what counts is who called first.
        var waits = turns.Reverse().Select(turn => lanes.EnterAsync(turn, token)).Reverse().ToArray();

        time.Advance(7 * Second);
        for (var i = 0; i < turns.Length; i++)
        {
            await waits[i];
            Assert.That(waits.Skip(i + 1), Has.None.Property(nameof(Task.IsCompleted)).True, $"while call {i} is out");
            lanes.Leave(turns[i]);
        }
        Assert.That(lanes.Count, Is.Zero, "the lane has recovered and is forgotten");
    }

    [Test]
    public async Task The_limit_lasts_to_the_second(CancellationToken token)
    {
        var time = new ManualTimeProvider();
        var lanes = new CallLanes(time);
        Limit(lanes, Here, 7 * Second);
        var wait = lanes.EnterAsync(lanes.Arrive(Here), token);

        time.Advance((7 * Second) - TimeSpan.FromTicks(1));
        Assert.That(lanes.IsOpen(lanes.Arrive(Here)), Is.False);
        Assert.That(wait.IsCompleted, Is.False);
        time.Advance(TimeSpan.FromTicks(1));
        await wait;
    }

    [Test]
    public async Task A_call_that_is_limited_again_keeps_its_place(CancellationToken token)
    {
        var time = new ManualTimeProvider();
        var lanes = new CallLanes(time);
        var first = lanes.Arrive(Here);
        var second = lanes.Arrive(Here);
        lanes.Close(first, Second);
        var firstWait = lanes.EnterAsync(first, token);
        var secondWait = lanes.EnterAsync(second, token);
        time.Advance(Second);
        await firstWait;

        Assert.That(lanes.Close(first, 5 * Second), Is.False, "the lane was limited already");
        firstWait = lanes.EnterAsync(first, token);
        time.Advance(5 * Second);
        await firstWait;
        Assert.That(secondWait.IsCompleted, Is.False);
        lanes.Leave(first);
        await secondWait;
    }

    [Test]
    public async Task A_later_limit_extends_an_earlier_one_and_never_shortens_it(CancellationToken token)
    {
        var time = new ManualTimeProvider();
        var lanes = new CallLanes(time);
        Limit(lanes, Here, 10 * Second);
        Limit(lanes, Here, 2 * Second);
        var wait = lanes.EnterAsync(lanes.Arrive(Here), token);
        time.Advance(9 * Second);
        Assert.That(wait.IsCompleted, Is.False);
        Limit(lanes, Here, 3 * Second);
        time.Advance(2 * Second);
        Assert.That(wait.IsCompleted, Is.False);
        time.Advance(Second);
        await wait;
    }

    [Test]
    public async Task A_waiter_that_is_cancelled_leaves_the_lane_to_the_next(CancellationToken token)
    {
        var time = new ManualTimeProvider();
        var lanes = new CallLanes(time);
        Limit(lanes, Here, Second);
        using var cancel = new CancellationTokenSource();
        var cancelled = lanes.EnterAsync(lanes.Arrive(Here), cancel.Token);
        var patient = lanes.EnterAsync(lanes.Arrive(Here), token);

        await cancel.CancelAsync();
        Assert.That(async () => await cancelled, Throws.InstanceOf<OperationCanceledException>());
        time.Advance(Second);
        await patient;
    }

    [Test]
    public async Task A_limit_beyond_the_callers_patience_is_an_error_at_once(CancellationToken token)
    {
        var lanes = new CallLanes(new ManualTimeProvider());
        Limit(lanes, Here, 30 * Second);
        var turn = lanes.Arrive(Here with { Patience = 5 * Second });

        var error = await Assert.ThrowsAsync<SlackRateLimitedException>(() => lanes.EnterAsync(turn, token));
        Assert.That(error!.RetryAfter, Is.EqualTo(30 * Second));
    }

    [Test]
    public async Task Patience_also_ends_while_others_come_first(CancellationToken token)
    {
        var time = new ManualTimeProvider();
        var lanes = new CallLanes(time);
        Limit(lanes, Here, Second);
        var first = lanes.EnterAsync(lanes.Arrive(Here), token);
        var impatient = lanes.EnterAsync(lanes.Arrive(Here with { Patience = 3 * Second }), token);

        time.Advance(3 * Second);
        await first;
        Assert.That(async () => await impatient, Throws.TypeOf<SlackRateLimitedException>());
    }

    [Test]
    public void A_limited_lane_for_which_nobody_waits_is_forgotten()
    {
        var time = new ManualTimeProvider();
        var lanes = new CallLanes(time);
        for (var i = 0; i < 1_000; i++)
            Limit(lanes, new SlackCall(SlackMethod.ChatPostMessage, $"C{i}"), 5 * Second);
        Assert.That(lanes.Count, Is.EqualTo(1_000));
        time.Advance(5 * Second);
        Assert.That(lanes.Count, Is.Zero);
    }

    [Test]
    public async Task A_storm_of_limits_and_cancellations_strands_nobody(CancellationToken token)
    {
        var lanes = new CallLanes(TimeProvider.System);
        var ends = await Task.WhenAll(Enumerable.Range(0, 400).Select(seed => Task.Run(() => LiveAsync(seed), token)));

        Assert.That(ends, Has.Some.EqualTo("done").And.Some.EqualTo("cancelled"));
        await Eventually.HoldsAsync(() => lanes.Count == 0);

        async Task<string> LiveAsync(int seed)
        {
            var random = new Random(seed);
            using var cancel = new CancellationTokenSource(
                random.Next(4) == 0 ? TimeSpan.FromMilliseconds(random.Next(20)) : Timeout.InfiniteTimeSpan, TimeProvider.System);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel.Token, token);
            var turn = lanes.Arrive(new SlackCall(SlackMethod.ChatUpdate, $"C{seed % 4}"));
            try
            {
                do
                {
                    await lanes.EnterAsync(turn, either.Token);
                    if (random.Next(3) > 0)
                    {
                        lanes.Leave(turn);
                        return "done";
                    }
                    lanes.Close(turn, TimeSpan.FromMilliseconds(random.Next(1, 4)));
                }
                while (true);
            }
            catch (OperationCanceledException) when (cancel.IsCancellationRequested)
            {
                return "cancelled";
            }
        }
    }

    private static void Limit(CallLanes lanes, SlackCall call, TimeSpan wait) => lanes.Close(lanes.Arrive(call), wait);
}
