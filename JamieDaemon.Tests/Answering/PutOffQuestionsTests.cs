using JamieDaemon.Answering;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Answering;

public sealed class PutOffQuestionsTests : IDisposable
{
    private static readonly UndeliveredException Away = new("Slack is away", new IOException());

    private readonly ManualTimeProvider _time = new();
    private readonly QuestionQueue _queue = new(new OpenQuestions(), Some.Observer(), Options.Create(new AnsweringOptions { QueueCapacity = 1 }));
    private readonly PutOffQuestions _later;

    public PutOffQuestionsTests() => _later = new PutOffQuestions(_queue, _time, NullLogger<PutOffQuestions>.Instance);

    public void Dispose() => _later.Dispose();

    [Test]
    public async Task A_question_comes_back_after_its_pause_and_looks_for_what_stands()
    {
        await StartAsync();
        _later.Add(Some.Question("1"), Away);
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
            _later.Add(question, Away);
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
        _later.Add(Some.Question("1"), Away);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(_later.Count, Is.EqualTo(1));

        _queue.Release();
        Assert.That((await TakeAsync()).Text, Is.EqualTo("1"));
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
