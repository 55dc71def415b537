using JamieDaemon.Answering;
using JamieDaemon.Telemetry;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace JamieDaemon.Tests.Answering;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class DeadlinesTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly IOptions<AnsweringOptions> _options = Options.Create(new AnsweringOptions { Deadline = TimeSpan.FromMinutes(10) });
    private readonly OpenQuestions _questions = new();
    private readonly QuestionQueue _queue;
    private readonly IAnswer _answer = Substitute.For<IAnswer>();
    private readonly IAnswerSink _sink = Substitute.For<IAnswerSink>();
    private readonly MeterReadings _readings = new();
    private readonly JobObserver _observer;
    private readonly IQuestionJournal _journal = Substitute.For<IQuestionJournal>();
    private readonly PutOffQuestions _later;

    public DeadlinesTests()
    {
        _sink.Begin(Arg.Any<Question>()).Returns(_answer);
        _observer = new JobObserver(_readings.Jamie, Some.SlowOperations, NullLogger<JobObserver>.Instance);
        _queue = new QuestionQueue(_observer, _options);
        _later = new PutOffQuestions(_questions, _queue, _time, NullLogger<PutOffQuestions>.Instance);
    }

    [Test]
    public async Task Who_waits_in_vain_is_told_and_counted_as_failed()
    {
        using var deadlines = await StartAsync(new Deadlines(_questions, _options, _time));
        using var room = await StartAsync(Room());
        Put(Some.Question() with { ReceivedAt = _time.GetTimestamp() });
        await _time.WaitForTimersAsync(2);

        await PassAsync(TimeSpan.FromMinutes(9.9));
        Assert.That((_queue.Count, Endings.Count), Is.EqualTo((1, 0)));

        await PassAsync(TimeSpan.FromSeconds(10), until: () => _questions.Count == 0);
        Assert.That(_queue.Count, Is.Zero, "its place is free");
        Assert.That(Endings, Has.Count.EqualTo(1).And.All.Matches<AnswerEnding>(
            ending => ending is AnswerEnding.Apologised { ErrorType: "timeout" } late && late.Sentence.Contains("its turn did not come in time", StringComparison.Ordinal)));
        Assert.That(_readings["jamie.commands.total{intent=mention,status=failed}"], Is.EqualTo(1));
        Assert.That(_readings["jamie.commands.total{intent=mention,status=cancelled}"] ?? 0, Is.Zero);
    }

    [Test]
    public async Task What_an_earlier_process_has_answered_whole_is_not_turned_into_an_apology()
    {
        _answer.ResumeAsync().Returns(true);
        using var room = await StartAsync(Room());
        Put(Some.Question() with { Recovery = new Recovery(Step: null) });
        await _time.WaitForTimersAsync(1);

        _questions.StopAll(_ => true, new Stop(StopCause.Late));
        await PassAsync(TimeSpan.FromSeconds(1), until: () => _questions.Count == 0);
        Assert.That(Endings, Is.Empty);
        _journal.ReceivedWithAnyArgs(1).Complete(default!);
    }

    [Test]
    public async Task Who_cannot_be_told_at_the_moment_is_still_owed_it()
    {
        _answer.EndAsync(default!, default).ThrowsAsyncForAnyArgs(new UndeliveredException("Slack is away", new IOException()));
        using var room = await StartAsync(Room());
        Put(Some.Question());
        await _time.WaitForTimersAsync(1);

        _questions.StopAll(_ => true, new Stop(StopCause.Late));
        await PassAsync(TimeSpan.FromSeconds(1), until: () => _later.Count == 1);
        _journal.DidNotReceiveWithAnyArgs().Complete(default!);
    }

    [Test]
    public void The_time_of_a_question_from_the_journal_begins_when_it_is_taken_up()
    {
        var asked = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromHours(2));
        Put(Some.Question() with { ReceivedAt = asked, TakenUpAt = _time.GetTimestamp() });

        _time.Advance(TimeSpan.FromMinutes(9));
        _questions.StopLate(_time, TimeSpan.FromMinutes(10));
        Assert.That(_queue.Count, Is.EqualTo(1));

        _time.Advance(TimeSpan.FromMinutes(1));
        _questions.StopLate(_time, TimeSpan.FromMinutes(10));
        Assert.That(_queue.Count, Is.Zero);
    }

    [Test]
    public async Task What_is_whole_is_not_late_any_more()
    {
        Put(Some.Question() with { ReceivedAt = _time.GetTimestamp() });
        var open = (await _queue.DequeueAsync(Limits.Token))!;
        open.TryDeliver(open.Run);
        _time.Advance(TimeSpan.FromHours(1));
        _questions.StopLate(_time, TimeSpan.FromMinutes(10));
        Assert.That((open.StopRequest, open.TryClose(open.Run)), Is.EqualTo(((Stop?)null, true)));
    }

    [Test]
    public async Task Places_are_told_in_the_order_of_serving()
    {
        using var room = await StartAsync(Room());
        var told = new Dictionary<string, int>();
        foreach (var (asker, isUrgent) in new[] { ("a", false), ("a", false), ("b", false), ("c", true) })
        {
            var question = Some.Question() with { Asker = asker, IsUrgent = isUrgent, ReceivedAt = _time.GetTimestamp() };
            var answer = Substitute.For<IAnswer>();
            answer.When(its => its.Report(Arg.Any<AnswerProgress>())).Do(call => told[question.Id] = call.Arg<AnswerProgress>().Ahead);
            _sink.Begin(question).Returns(answer);
            Put(question);
        }

        await _time.WaitForTimersAsync(1);
        await PassAsync(TimeSpan.FromSeconds(2), until: () => told.Count == 4);
        Assert.That(told.OrderBy(pair => int.Parse(pair.Key[1..], System.Globalization.CultureInfo.InvariantCulture)).Select(pair => pair.Value), Is.EqualTo([1, 3, 2, 0]));
    }

    public void Dispose()
    {
        _later.Dispose();
        _readings.Dispose();
    }

    private WaitingRoom Room() =>
        new(_queue, _questions, _sink, _journal, _later, _observer, new AnswerPace(), _options, _time, NullLogger<WaitingRoom>.Instance);

    private List<AnswerEnding> Endings => [.. _answer.ReceivedCalls().SelectMany(call => call.GetArguments()).OfType<AnswerEnding>()];

    private static async Task<T> StartAsync<T>(T service)
        where T : Microsoft.Extensions.Hosting.BackgroundService
    {
        await service.StartAsync(CancellationToken.None);
        return service;
    }

    private void Put(Question question)
    {
        _queue.TryReserve();
        _queue.Enqueue(_questions.Add(question));
    }

    /// <summary>Lets the rounds do their work on the way.</summary>
    private async Task PassAsync(TimeSpan time, Func<bool>? until = null)
    {
        _time.Advance(time);
        await Eventually.HoldsAsync(() =>
        {
            if (until is null) return true;
            _time.Advance(TimeSpan.FromMilliseconds(500));
            return until();
        });
    }
}
