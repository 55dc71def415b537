using JamieDaemon.Answering;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace JamieDaemon.Tests.Answering;

public sealed class AnswerWorkersTests
{
    private readonly IOptions<AnsweringOptions> _options = Options.Create(new AnsweringOptions { Workers = 2 });
    private readonly OpenQuestions _questions = new();
    private readonly QuestionQueue _queue;

    public AnswerWorkersTests() => _queue = new QuestionQueue(Some.Observer(), _options);

    [Test]
    public async Task A_journal_that_fails_costs_neither_a_loop_nor_the_count_of_the_busy()
    {
        var logger = new CollectingLogger<AnswerWorkers>();
        using var workers = await StartAsync(new FailingJournal(), logger);
        for (var i = 0; i < 3; i++) Put();
        await Eventually.HoldsAsync(() => logger.Events.Count(name => name == "job_broken") == 3);
        await Eventually.HoldsAsync(() => workers.Busy == 0);
        Assert.That((workers.Running, _questions.Count), Is.EqualTo(((int?)2, 0)));
        Assert.That((await CheckAsync(workers)).Status, Is.EqualTo(HealthStatus.Healthy));
        await workers.StopAsync(Limits.Token);
    }

    [Test]
    public async Task One_loop_that_has_ended_is_enough_to_be_unhealthy_and_is_not_busy_for_ever()
    {
        using var workers = await StartAsync(new FailingJournal(), new FailingLogger());
        Put();
        await Eventually.HoldsAsync(() => workers.Running == 1);
        Assert.That((workers.Busy, _questions.Count), Is.EqualTo((0, 0)));
        var result = await CheckAsync(workers);
        Assert.That((result.Status, result.Description), Is.EqualTo((HealthStatus.Unhealthy, "1 of the 2 loops that answer have ended")));
        await workers.StopAsync(Limits.Token);
    }

    [Test]
    public async Task What_the_chat_does_not_take_is_put_off_and_still_owed()
    {
        var journal = Substitute.For<IQuestionJournal>();
        var answer = Substitute.For<IAnswer>();
        answer.EndAsync(default!, default).ThrowsAsyncForAnyArgs(new UndeliveredException("Slack is away", new IOException()));
        using var later = new PutOffQuestions(_questions, _queue, TimeProvider.System, NullLogger<PutOffQuestions>.Instance);
        using var workers = await StartAsync(journal, NullLogger<AnswerWorkers>.Instance, answer, later);
        Put();
        await Eventually.HoldsAsync(() => later.Count == 1 && workers.Busy == 0);
        journal.DidNotReceiveWithAnyArgs().Complete(default!);
        Assert.That(_questions.Count, Is.EqualTo(1), "it can be stopped and changed still");
        await workers.StopAsync(Limits.Token);
    }

    [Test]
    public async Task What_is_stopped_while_the_chat_takes_nothing_does_not_come_back([Values(StopCause.Asked, StopCause.Deleted)] StopCause cause)
    {
        var admission = Substitute.For<IAdmission>();
        admission.AdmitAsync(default!, default).ReturnsForAnyArgs(new Admission.Admitted(AnswerStyle.Default));
        var answer = Substitute.For<IAnswer>();
        answer.EndAsync(default!, default).ReturnsForAnyArgs(_ =>
        {
            _questions.StopAll(static _ => true, new Stop(cause));
            return Task.FromException(new UndeliveredException("Slack is away", new IOException()));
        });
        using var later = new PutOffQuestions(_questions, _queue, TimeProvider.System, NullLogger<PutOffQuestions>.Instance);
        using var workers = await StartAsync(Substitute.For<IQuestionJournal>(), NullLogger<AnswerWorkers>.Instance, answer, later, admission);
        Put();
        await Eventually.HoldsAsync(() => later.Count == 1 && workers.Busy == 0);
        Assert.That(_questions.TakeStopped(), Has.Count.EqualTo(1), "somebody must end it");
        await workers.StopAsync(Limits.Token);
    }

    private static Task<HealthCheckResult> CheckAsync(AnswerWorkers workers) => new WorkersHealthCheck(workers).CheckHealthAsync(new HealthCheckContext());

    private void Put()
    {
        _queue.TryReserve();
        _queue.Enqueue(_questions.Add(Some.Question()));
    }

    private async Task<AnswerWorkers> StartAsync(
        IQuestionJournal journal, ILogger<AnswerWorkers> logger, IAnswer? answer = null, PutOffQuestions? later = null, IAdmission? admission = null)
    {
        var sink = Substitute.For<IAnswerSink>();
        if (answer is not null) sink.Begin(default!).ReturnsForAnyArgs(answer);
        var refusing = Substitute.For<IAdmission>();
        refusing.AdmitAsync(default!, default).ReturnsForAnyArgs(new Admission.Refused("not you"));
        var answerer = new QuestionAnswerer(
            admission ?? refusing, Substitute.For<IConversationHistory>(), Substitute.For<IChatClient>(), Substitute.For<IModelCatalog>(), sink, journal,
            Some.Observer(), _options, TimeProvider.System, NullLogger<QuestionAnswerer>.Instance);
        var workers = new AnswerWorkers(_queue, answerer, _questions, journal, later ?? new PutOffQuestions(_questions, _queue, TimeProvider.System, NullLogger<PutOffQuestions>.Instance), Some.Observer(), new AnswerPace(), _options, TimeProvider.System, logger);
        await workers.StartAsync(Limits.Token);
        return workers;
    }

    private sealed class FailingJournal : IQuestionJournal
    {
        public bool OutlivesTheProcess => true;

        public IReadOnlyList<Owed> TakeUnanswered() => [];

        public IReadOnlyList<UInt128> TakeRecent() => [];

        public void Accept(Question question, IJournalReceipt receipt) => receipt.Accepted();

        public Task<bool> AdvanceAsync(string questionId, AnswerStep step) => Task.FromResult(true);

        public Task ChangeAsync(string questionId, string text) => Task.CompletedTask;

        public void Complete(Question question) => throw new IOException("no disk");
    }

    private sealed class FailingLogger : ILogger<AnswerWorkers>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("not even a log");
    }
}
