using JamieDaemon.Answering;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Answering;

public sealed class QuestionQueueTests
{
    private readonly QuestionQueue _queue = new(new OpenQuestions(), Options.Create(new AnsweringOptions { QueueCapacity = 2 }));

    [Test]
    public void A_full_queue_says_no_before_anything_is_promised()
    {
        Assert.That((_queue.TryReserve(), _queue.TryReserve(), _queue.TryReserve()), Is.EqualTo((true, true, false)));
        Assert.That(_queue.Count, Is.EqualTo(2));
    }

    [Test]
    public async Task A_place_is_free_again_once_a_worker_has_taken_the_question()
    {
        var question = Some.Question();
        _queue.TryReserve();
        _queue.TryReserve();
        _queue.Enqueue(question);
        Assert.That((await _queue.DequeueAsync(CancellationToken.None))?.Question, Is.SameAs(question));
        Assert.That(_queue.TryReserve(), Is.True);
    }

    [Test]
    public async Task A_completed_queue_gives_what_it_holds_and_takes_no_more()
    {
        _queue.TryReserve();
        _queue.TryReserve();
        var question = Some.Question();
        _queue.Enqueue(question);
        _queue.Complete();
        Assert.That(_queue.Enqueue(Some.Question()), Is.False);
        Assert.That((await _queue.DequeueAsync(CancellationToken.None))?.Question, Is.SameAs(question));
        Assert.That(await _queue.DequeueAsync(CancellationToken.None), Is.Null);
        Assert.That(_queue.Count, Is.Zero);
    }

    [Test]
    public async Task Whoever_reserves_at_once_no_more_than_the_capacity_succeed()
    {
        var queue = new QuestionQueue(new OpenQuestions(), Options.Create(new AnsweringOptions { QueueCapacity = 100 }));
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 1000).Count(_ => queue.TryReserve()))));
        Assert.That((taken.Sum(), queue.Count), Is.EqualTo((100, 100)));
    }
}
