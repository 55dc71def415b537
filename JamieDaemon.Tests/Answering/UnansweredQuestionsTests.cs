using JamieDaemon.Answering;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace JamieDaemon.Tests.Answering;

public sealed class UnansweredQuestionsTests : IDisposable
{
    private static readonly TimeSpan LastRequests = TimeSpan.FromSeconds(3);

    private readonly ManualTimeProvider _time = new();
    private readonly OpenQuestions _questions = new();
    private readonly QuestionQueue _queue;
    private readonly IQuestionJournal _journal = Substitute.For<IQuestionJournal>();
    private readonly UnansweredQuestions _unanswered;

    public UnansweredQuestionsTests()
    {
        _queue = new QuestionQueue(Some.Observer(), Options.Create(new AnsweringOptions { QueueCapacity = 8 }));
        _unanswered = new UnansweredQuestions(_questions, _queue, new LatePlaces(_queue, _time), _journal, _time, NullLogger<UnansweredQuestions>.Instance);
    }

    public void Dispose() => _unanswered.Dispose();

    [Test]
    public async Task They_come_oldest_first_once_the_last_requests_of_the_dead_process_are_over()
    {
        await StartAsync("first", "second");
        Assert.That(_queue.Count, Is.Zero);

        _time.Advance(LastRequests);

        Assert.That(await TakeAsync(), Is.EqualTo("first"));
        Assert.That(await TakeAsync(), Is.EqualTo("second"));
    }

    [Test]
    public async Task One_can_be_stopped_before_it_has_a_place_in_the_queue()
    {
        await StartAsync("unwanted", "wanted");

        Assert.That(_questions.StopAll(question => question.Text == "unwanted", new Stop(StopCause.Asked)), Has.Count.EqualTo(1));
        Assert.That(_questions.TakeStopped(), Has.Count.EqualTo(1), "somebody must end it");
        _time.Advance(LastRequests);

        Assert.That(await TakeAsync(), Is.EqualTo("wanted"));
        await Eventually.HoldsAsync(() => _queue.Count == 0);
    }

    [Test]
    public async Task One_can_be_changed_before_it_has_a_place_in_the_queue()
    {
        await StartAsync("why is checkout slow?");
        _questions.ChangeAll(_ => true, "why is search slow?", DateTimeOffset.UnixEpoch);
        _time.Advance(LastRequests);
        Assert.That(await TakeAsync(), Is.EqualTo("why is search slow?"));
    }

    [Test]
    public async Task The_deadline_runs_from_its_place_in_the_queue_on()
    {
        await StartAsync("late?");
        _questions.StopLate(_time, TimeSpan.FromSeconds(1));
        _time.Advance(LastRequests);
        await Eventually.HoldsAsync(() => _queue.Count == 1);
        _questions.StopLate(_time, TimeSpan.FromSeconds(1));
        Assert.That(_questions.TakeStopped(), Is.Empty);

        _time.Advance(TimeSpan.FromSeconds(1));
        _questions.StopLate(_time, TimeSpan.FromSeconds(1));
        Assert.That(_questions.TakeStopped(), Has.Count.EqualTo(1));
    }

    private async Task StartAsync(params string[] texts)
    {
        _journal.TakeUnanswered().Returns([.. texts.Select(text => new Owed(Some.Question(text), _time.GetUtcNow(), Step: null))]);
        await _unanswered.StartAsync(Limits.Token);
        await _time.WaitForTimerAsync(LastRequests);
    }

    private async Task<string?> TakeAsync() => (await _queue.DequeueAsync(Limits.Token))?.Question.Text;
}
