using JamieDaemon.Answering;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Answering;

public sealed class LatePlacesTests
{
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(250);

    private readonly ManualTimeProvider _time = new();
    private readonly QuestionQueue _queue = new(Some.Observer(), Options.Create(new AnsweringOptions { QueueCapacity = 4 }));

    [Test]
    public async Task Those_who_ask_now_keep_half_of_the_queue_for_a_minute_and_not_for_hours()
    {
        Take(2);
        var late = new LatePlaces(_queue, _time).ReserveAsync(CancellationToken.None);
        await AdvanceAsync(LatePlaces.Courtesy - Round);
        Assert.That((late.IsCompleted, _queue.Count), Is.EqualTo((false, 2)));

        await AdvanceAsync(Round, isLast: true);

        await late.WaitAsync(Limits.Token);
        Assert.That(_queue.Count, Is.EqualTo(3));
    }

    [Test]
    public async Task A_full_queue_is_waited_for_as_long_as_it_is_full()
    {
        Take(4);
        var late = new LatePlaces(_queue, _time).ReserveAsync(CancellationToken.None);
        await AdvanceAsync(LatePlaces.Courtesy * 2);
        Assert.That(late.IsCompleted, Is.False);

        _queue.Release();
        await AdvanceAsync(Round, isLast: true);

        await late.WaitAsync(Limits.Token);
        Assert.That(_queue.Count, Is.EqualTo(4));
    }

    [Test]
    public async Task While_less_than_half_is_taken_nobody_waits()
    {
        Take(1);
        await new LatePlaces(_queue, _time).ReserveAsync(CancellationToken.None).WaitAsync(Limits.Token);
        Assert.That(_queue.Count, Is.EqualTo(2));
    }

    private void Take(int places)
    {
        for (var i = 0; i < places; i++) _queue.TryReserve();
    }

    private async Task AdvanceAsync(TimeSpan by, bool isLast = false)
    {
        for (var passed = TimeSpan.Zero; passed < by; passed += Round)
        {
            await _time.WaitForTimerAsync(Round);
            _time.Advance(Round);
        }

        if (!isLast) await _time.WaitForTimerAsync(Round);
    }
}
