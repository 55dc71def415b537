using JamieDaemon.Sandbox.Load;

namespace JamieDaemon.Tests.Sandbox.Load;

public sealed class LoadArithmeticTests
{
    [TestCase(new[] { 5 }, 50, 5)]
    [TestCase(new[] { 5 }, 99, 5)]
    [TestCase(new[] { 3, 1, 2 }, 50, 2)]
    [TestCase(new[] { 4, 3, 2, 1 }, 50, 2)]
    [TestCase(new[] { 4, 3, 2, 1 }, 99, 4)]
    [TestCase(new[] { 4, 3, 2, 1 }, 0, 1)]
    [TestCase(new[] { 4, 3, 2, 1 }, 100, 4)]
    public void A_percentile_is_a_time_that_was_measured(int[] milliseconds, double percent, int expected) =>
        Assert.That(
            Percentile.Of(milliseconds.Select(ms => TimeSpan.FromMilliseconds(ms)), percent),
            Is.EqualTo(TimeSpan.FromMilliseconds(expected)));

    [Test]
    public void One_slow_answer_in_a_hundred_is_not_the_99th_percentile_but_two_are()
    {
        var fast = Enumerable.Repeat(TimeSpan.FromMilliseconds(1), 98);
        var slow = TimeSpan.FromSeconds(1);
        Assert.Multiple(() =>
        {
            Assert.That(Percentile.Of([.. fast, TimeSpan.FromMilliseconds(1), slow], 99), Is.LessThan(slow));
            Assert.That(Percentile.Of([.. fast, slow, slow], 99), Is.EqualTo(slow));
        });
    }

    [Test]
    public void Nothing_measured_has_no_percentile() => Assert.That(Percentile.Of([], 99), Is.Null);

    [TestCase(-1, 0)]
    [TestCase(0, 1)]
    [TestCase(19, 1)]
    [TestCase(20, 2)]
    [TestCase(59, 3)]
    [TestCase(60, 4)]
    [TestCase(9999, 10)]
    public void Questions_are_due_on_schedule_and_never_more_than_there_are(int elapsedMs, int due) =>
        Assert.That(new OpenLoopSchedule(10, 50).DueBy(TimeSpan.FromMilliseconds(elapsedMs)), Is.EqualTo(due));

    [Test]
    public void A_question_is_due_exactly_at_its_time()
    {
        var schedule = new OpenLoopSchedule(8000, 300);
        for (var i = 0; i < schedule.Count; i++)
            Assert.That(schedule.DueBy(schedule.DueAt(i)), Is.EqualTo(i + 1));
    }
}
