using JamieDaemon.Answering;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Answering;

public sealed class PutOffQuestionsTests : IDisposable
{
    private static readonly UndeliveredException Away = new("Slack is away", new IOException());

    private readonly ManualTimeProvider _time = new();
    private readonly OpenQuestions _questions = new();
    private readonly QuestionQueue _queue;
    private readonly PutOffQuestions _later;

    public PutOffQuestionsTests()
    {
        _queue = new QuestionQueue(Some.Observer(), Options.Create(new AnsweringOptions { QueueCapacity = 1 }));
        _later = new PutOffQuestions(_questions, _queue, _time, NullLogger<PutOffQuestions>.Instance);
    }

    public void Dispose() => _later.Dispose();

    [Test]
    public async Task A_question_comes_back_after_its_pause_and_looks_for_what_stands()
    {
        await StartAsync();
        _later.Add(Open(Some.Question("1")), Away);
        for (var second = 1; second < 30; second++) _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(_queue.Count, Is.Zero);

        Assert.That((await TakeAsync()).Recovery, Is.EqualTo(new Recovery(AnswerStep.Opening, Attempts: 1)));
        Assert.That(_later.Count, Is.Zero);
    }

    [Test]
    public async Task Each_pause_is_twice_as_long_up_to_five_minutes()
    {
        await StartAsync();
        List<double> pauses = [];
        var question = Some.Question("1");
        for (var attempt = 0; attempt < 6; attempt++)
        {
            _later.Add(Open(question), Away);
            var began = _time.GetUtcNow();
            question = await TakeAsync();
            pauses.Add((_time.GetUtcNow() - began).TotalSeconds);
        }

        Assert.That(pauses, Is.EqualTo(new[] { 30, 60, 120, 240, 300, 300 }).Within(2));
    }

    [Test]
    public async Task It_waits_for_a_place_while_others_hold_them_all()
    {
        await StartAsync();
        _queue.TryReserve();
        _later.Add(Open(Some.Question("1")), Away);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(_later.Count, Is.EqualTo(1));

        _queue.Release();
        Assert.That((await TakeAsync()).Text, Is.EqualTo("1"));
    }

    [Test]
    public async Task It_can_be_changed_meanwhile()
    {
        await StartAsync();
        _later.Add(Open(Some.Question("why is checkout slow?")), Away);
        _questions.ChangeAll(_ => true, "why is search slow?", DateTimeOffset.UnixEpoch);
        Assert.That((await TakeAsync()).Text, Is.EqualTo("why is search slow?"));
    }

    [Test]
    public async Task It_can_be_stopped_meanwhile_and_does_not_come_back()
    {
        await StartAsync();
        _later.Add(Open(Some.Question("1")), Away);
        Assert.That(_questions.StopAll(_ => true, new Stop(StopCause.Deleted)), Has.Count.EqualTo(1));
        Assert.That(_questions.TakeStopped(), Has.Count.EqualTo(1), "somebody must end it");

        for (var second = 0; second < 60; second++) _time.Advance(TimeSpan.FromSeconds(1));
        await Eventually.HoldsAsync(() => _later.Count == 0 && _queue.Count == 0);
        Assert.That(_questions.Count, Is.EqualTo(1), "nobody has begun it anew");
    }

    [Test]
    public async Task Its_pause_is_not_the_askers_to_be_late_by()
    {
        await StartAsync();
        _later.Add(Open(Some.Question("1")), Away);
        _time.Advance(TimeSpan.FromSeconds(29));
        _questions.StopLate(_time, TimeSpan.FromSeconds(10));
        Assert.That(_questions.TakeStopped(), Is.Empty);
    }

    [Test]
    public async Task What_came_too_late_and_could_not_even_be_told_so_is_answered_all_the_same()
    {
        await StartAsync();
        var late = Open(Some.Question("1"));
        late.TryStop(new Stop(StopCause.Late));
        _later.Add(late, Away);
        Assert.That((await TakeAsync()).Text, Is.EqualTo("1"));
    }

    private static OpenQuestion Open(Question question)
    {
        var open = new OpenQuestion(question);
        open.TryTake();
        return open;
    }

    private async Task StartAsync()
    {
        await _later.StartAsync(Limits.Token);
        await _time.WaitForTimersAsync(1);
    }

    /// <summary>Lets seconds pass until a question is there.</summary>
    private async Task<Question> TakeAsync()
    {
        var taken = _queue.DequeueAsync(Limits.Token).AsTask();
        await Eventually.HoldsAsync(() =>
        {
            if (!taken.IsCompleted) _time.Advance(TimeSpan.FromSeconds(1));
            return taken.IsCompleted;
        });
        return (await taken)!.Question;
    }
}
