using JamieDaemon.Sandbox.Load;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Load;

public sealed class LoadGeneratorTests
{
    [Test]
    public async Task Questions_go_out_on_schedule_although_nothing_is_answered()
    {
        var time = new ManualTimeProvider();
        var asked = new List<int>();
        var running = new LoadGenerator(time).RunAsync(new OpenLoopSchedule(3, 10), asked.Add, CancellationToken.None);
        Assert.That(asked, Is.EqualTo((int[])[0]));
        time.Advance(TimeSpan.FromMilliseconds(100));
        await Eventually.HoldsAsync(() => asked.Count == 2);
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.That(await running, Is.Zero.Or.EqualTo(TimeSpan.Zero));
        Assert.That(asked, Is.EqualTo((int[])[0, 1, 2]));
    }

    [Test]
    public async Task A_generator_that_was_held_up_catches_up_and_says_how_late_it_was()
    {
        var time = new ManualTimeProvider();
        var asked = new List<int>();
        var late = await new LoadGenerator(time).RunAsync(
            new OpenLoopSchedule(3, 10),
            number =>
            {
                asked.Add(number);
                if (number == 0) time.Advance(TimeSpan.FromMilliseconds(250));
            },
            CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(asked, Is.EqualTo((int[])[0, 1, 2]));
            Assert.That(late, Is.EqualTo(TimeSpan.FromMilliseconds(150)));
        });
    }
}
