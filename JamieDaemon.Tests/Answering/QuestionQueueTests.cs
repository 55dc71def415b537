using JamieDaemon.Answering;
using JamieDaemon.Telemetry;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Answering;

public sealed class QuestionQueueTests
{
    private readonly OpenQuestions _questions = new();
    private readonly QuestionQueue _queue;

    public QuestionQueueTests() => _queue = new QuestionQueue(Some.Observer(), Options.Create(new AnsweringOptions { QueueCapacity = 2 }));

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
        _queue.Enqueue(_questions.Add(question));
        Assert.That((await _queue.DequeueAsync(CancellationToken.None))?.Question, Is.SameAs(question));
        Assert.That(_queue.TryReserve(), Is.True);
    }

    [Test]
    public async Task A_completed_queue_gives_what_it_holds_and_takes_no_more()
    {
        _queue.TryReserve();
        _queue.TryReserve();
        var question = Some.Question();
        _queue.Enqueue(_questions.Add(question));
        _queue.Complete();
        Assert.That(_queue.Enqueue(_questions.Add(Some.Question())), Is.False);
        Assert.That((await _queue.DequeueAsync(CancellationToken.None))?.Question, Is.SameAs(question));
        Assert.That(await _queue.DequeueAsync(CancellationToken.None), Is.Null);
        Assert.That(_queue.Count, Is.Zero);
    }

    [Test]
    public async Task Whoever_reserves_at_once_no_more_than_the_capacity_succeed()
    {
        var queue = new QuestionQueue(Some.Observer(), Options.Create(new AnsweringOptions { QueueCapacity = 100 }));
        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 1000).Count(_ => queue.TryReserve()))));
        Assert.That((taken.Sum(), queue.Count), Is.EqualTo((100, 100)));
    }

    [Test]
    public async Task A_question_that_is_stopped_while_it_waits_gives_its_place_back_at_once()
    {
        var (first, second, third) = (Some.Question(), Some.Question(), Some.Question());
        Put(first, second);
        Assert.That(_queue.TryReserve(), Is.False);

        _questions.Stop(first.Id, new Stop(StopCause.Asked));

        Assert.That(_queue.Count, Is.EqualTo(1));
        Put(third);
        Assert.That((await _queue.DequeueAsync(Limits.Token))?.Question, Is.SameAs(second));
        Assert.That((await _queue.DequeueAsync(Limits.Token))?.Question, Is.SameAs(third));
        Assert.That(_queue.Count, Is.Zero);
    }

    [Test]
    public async Task A_question_that_is_stopped_after_it_was_taken_gives_no_place_back_twice()
    {
        var (first, second) = (Some.Question(), Some.Question());
        Put(first, second);
        await _queue.DequeueAsync(Limits.Token);
        _questions.Stop(first.Id, new Stop(StopCause.Asked));
        Assert.That(_queue.Count, Is.EqualTo(1));
        Assert.That((_queue.TryReserve(), _queue.TryReserve()), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task However_many_questions_were_stopped_before_it_the_next_one_is_taken()
    {
        for (var i = 0; i < 10; i++)
        {
            var unwanted = Some.Question();
            Put(unwanted);
            _questions.Stop(unwanted.Id, new Stop(StopCause.Asked));
        }

        var (first, second) = (Some.Question(), Some.Question());
        Put(first, second);
        Assert.That((await _queue.DequeueAsync(Limits.Token))?.Question, Is.SameAs(first));
        Assert.That((await _queue.DequeueAsync(Limits.Token))?.Question, Is.SameAs(second));
    }

    [Test]
    public async Task Each_of_many_workers_that_wait_gets_one_of_many_questions()
    {
        var queue = new QuestionQueue(Some.Observer(), Options.Create(new AnsweringOptions { QueueCapacity = 100 }));
        var workers = Enumerable.Range(0, 50).Select(_ => queue.DequeueAsync(Limits.Token).AsTask()).ToList();
        foreach (var _ in workers)
        {
            queue.TryReserve();
            queue.Enqueue(_questions.Add(Some.Question()));
        }

        var taken = await Task.WhenAll(workers);
        Assert.That(taken.Select(open => open!.Question.Id), Is.Unique);
    }

    [Test]
    public async Task Whoever_waits_when_the_queue_is_completed_goes_home()
    {
        var workers = Enumerable.Range(0, 3).Select(_ => _queue.DequeueAsync(Limits.Token).AsTask()).ToList();
        _queue.Complete();
        Assert.That(await Task.WhenAll(workers), Is.All.Null);
    }

    [Test]
    public void A_question_is_created_before_anybody_can_take_it()
    {
        // What was stopped leaves its call behind, so that whoever comes next need not wait for one.
        var told = new List<bool>();
        QuestionQueue? queue = null;
        var observer = new JobObserver(new JamieMeter(new TestMeterFactory()), Some.SlowOperations, new InterruptingLogger(() => told.Add(queue!.DequeueAsync(CancellationToken.None).AsTask().IsCompleted)));
        queue = new QuestionQueue(observer, Options.Create(new AnsweringOptions()));
        var (stopped, wanted) = (Some.Question(), Some.Question());
        queue.TryReserve();
        queue.Enqueue(_questions.Add(stopped));
        _questions.Stop(stopped.Id, new Stop(StopCause.Asked));
        queue.TryReserve();
        queue.Enqueue(_questions.Add(wanted));
        Assert.That(told, Is.EqualTo(new[] { false, false }));
    }

    private void Put(params Question[] questions)
    {
        foreach (var question in questions)
        {
            Assert.That(_queue.TryReserve() && _queue.Enqueue(_questions.Add(question)), Is.True);
        }
    }

    /// <summary>Does something at each line.</summary>
    private sealed class InterruptingLogger(Action then) : ILogger<JobObserver>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => then();
    }
}
