using JamieDaemon.Answering;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Access;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Telemetry;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace JamieDaemon.Tests.Slack.Intake;

public sealed class QuestionGateTests
{
    private readonly QuestionQueue _queue = new(Some.Observer(), Options.Create(new AnsweringOptions { QueueCapacity = 2 }));
    private readonly ManualTimeProvider _time = new();
    private readonly ThreadMemory _threads = new();
    private readonly AssistantThreads _assistants = new();

    [Test]
    public void Whoever_asks_too_fast_is_told_until_when_and_takes_no_place()
    {
        var gate = Gate(perMinute: 1);
        Assert.That(Submit(gate, Some.Question()), Is.Null);
        var refusal = Submit(gate, Some.Question("again?"));
        Assert.That((refusal?.Saying, refusal?.Until), Is.EqualTo((Saying.TooFast, TimeSpan.FromMinutes(1))));
        Assert.That(_queue.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_question_that_finds_the_queue_full_does_not_count()
    {
        var gate = Gate(perMinute: 1);
        Submit(gate, Some.Question() with { Asker = "U8" });
        Submit(gate, Some.Question() with { Asker = "U9" });
        Assert.That(Submit(gate, Some.Question())?.Saying, Is.EqualTo(Saying.QueueFull));

        await _queue.DequeueAsync(Limits.Token);
        Assert.That(Submit(gate, Some.Question()), Is.Null);
    }

    [TestCase(null, true)]
    [TestCase(false, true)]
    [TestCase(true, false)]
    public void A_reply_counts_only_in_a_thread_that_is_known_to_be_Jamies_too(bool? takesPart, bool isTaken)
    {
        if (takesPart == true) _threads.Joined("C1", "1.0", "1.5");
        if (takesPart == false) _threads.IsOthers("C1", "1.0");
        var gate = Gate(perMinute: 1);
        Submit(gate, Some.Question());
        var reply = Some.Question() with { IsFollowUp = true, Conversation = new Conversation("T1", "C1", "1.0", "2.0") };
        Assert.That(Submit(gate, reply) is null, Is.EqualTo(isTaken));
    }

    [Test]
    public async Task A_question_in_an_assistants_thread_is_about_the_channel_beside_it()
    {
        _assistants.LooksAt("D1", "1.0", "C7");
        Submit(Gate(perMinute: 0), Some.Question(kind: QuestionKind.DirectMessage) with { Conversation = new Conversation("T1", "D1", "1.0", "2.0") });
        var open = await _queue.DequeueAsync(Limits.Token);
        Assert.That(open!.Question.About, Is.EqualTo(new Conversation("T1", "C7", null, null)));
    }

    [Test]
    public void A_question_that_the_disk_does_not_take_is_refused_and_leaves_its_place()
    {
        var journal = Substitute.For<IQuestionJournal>();
        journal.Accept(Arg.Any<Question>(), Arg.Do<IJournalReceipt>(receipt => receipt.Refused()));

        Assert.That(Submit(Gate(perMinute: 0, journal), Some.Question())?.Saying, Is.EqualTo(Saying.NoJournal));
        Assert.That(_queue.Count, Is.Zero);
    }

    [TestCase(null, nameof(ISubmitter.Left))]
    [TestCase(true, nameof(ISubmitter.Refused))]
    [TestCase(false, nameof(ISubmitter.Settled))]
    public void A_reply_that_may_be_for_Jamie_is_left_to_Slack_when_there_is_no_room_for_it(bool? takesPart, string heard)
    {
        var journal = Substitute.For<IQuestionJournal>();
        journal.Accept(Arg.Any<Question>(), Arg.Do<IJournalReceipt>(receipt => receipt.Refused()));
        if (takesPart == true) _threads.Joined("C1", "1.0", "2.0");
        if (takesPart == false) _threads.IsOthers("C1", "1.0");
        var reply = Some.Question() with { IsFollowUp = true, Conversation = new Conversation("T1", "C1", "1.0", "3.0") };
        Assert.That(Heard(), Is.EqualTo(heard), "the disk takes no record");

        while (_queue.TryReserve())
        {
        }

        Assert.That(Heard(), Is.EqualTo(heard), "the queue is full");

        string Heard()
        {
            var submitter = Substitute.For<ISubmitter>();
            Gate(perMinute: 0, journal).Submit(reply, submitter);
            return submitter.ReceivedCalls().Single().GetMethodInfo().Name;
        }
    }

    [TestCase(StopCause.Deleted, nameof(ISubmitter.Settled))]
    [TestCase(StopCause.Asked, nameof(ISubmitter.Settled))]
    [TestCase(StopCause.Late, nameof(ISubmitter.Refused))]
    public void Nobody_hears_of_the_disk_who_has_taken_the_question_back(StopCause cause, string heard)
    {
        var questions = new OpenQuestions();
        var journal = Substitute.For<IQuestionJournal>();
        journal.Accept(Arg.Any<Question>(), Arg.Do<IJournalReceipt>(receipt =>
        {
            questions.StopAll(static _ => true, new Stop(cause));
            receipt.Refused();
        }));
        var submitter = Substitute.For<ISubmitter>();
        Gate(perMinute: 0, journal, questions).Submit(Some.Question(), submitter);
        Assert.That(submitter.ReceivedCalls().Single().GetMethodInfo().Name, Is.EqualTo(heard));
        Assert.That((_queue.Count, questions.Count), Is.EqualTo((0, 0)));
    }

    [Test]
    public void What_is_taken_back_while_the_process_stops_is_not_left_to_the_next_one()
    {
        var questions = new OpenQuestions();
        var journal = Substitute.For<IQuestionJournal>();
        journal.Accept(Arg.Any<Question>(), Arg.Do<IJournalReceipt>(receipt =>
        {
            questions.StopAll(static _ => true, new Stop(StopCause.Deleted));
            _queue.Complete();
            receipt.Accepted();
        }));
        var question = Some.Question();
        Gate(perMinute: 0, journal, questions).Submit(question, Substitute.For<ISubmitter>());
        journal.Received(1).Complete(question);
        Assert.That(questions.Count, Is.Zero);
    }

    /// <returns>What is to be said; <see langword="null"/> when it was taken.</returns>
    private static Said? Submit(QuestionGate gate, Question question)
    {
        var submitter = Substitute.For<ISubmitter>();
        Said? refusal = null;
        submitter.Refused(Arg.Do<Said>(said => refusal = said));
        gate.Submit(question, submitter);
        if (refusal is null) submitter.Received(1).Settled();
        else submitter.DidNotReceive().Settled();
        return refusal;
    }

    [Test]
    public async Task What_is_asked_where_an_incident_is_handled_is_urgent_also_in_the_pane_beside_it()
    {
        var gate = Gate(perMinute: 0);
        var calm = Some.Question();
        var incident = Some.Question() with { Conversation = new Conversation("T1", "C911", null, "1.000100") };
        Submit(gate, calm);
        Submit(gate, incident);
        Assert.That(await TakeAsync(), Is.EqualTo((incident.Id, true)), "it came later");
        Assert.That(await TakeAsync(), Is.EqualTo((calm.Id, false)));

        var beside = Some.Question(kind: QuestionKind.DirectMessage) with { Conversation = new Conversation("T1", "D1", "2.000100", "2.000200") };
        _assistants.LooksAt("D1", "2.000100", "C911");
        Submit(gate, beside);
        Assert.That(await TakeAsync(), Is.EqualTo((beside.Id, true)));

        async Task<(string, bool)> TakeAsync() =>
            await _queue.DequeueAsync(Limits.Token) is { Question: var taken } ? (taken.Id, taken.IsUrgent) : default;
    }

    private QuestionGate Gate(int perMinute, IQuestionJournal? journal = null, OpenQuestions? questions = null)
    {
        var meter = new ServiceCollection().AddJamieMeter().BuildServiceProvider().GetRequiredService<JamieMeter>();
        var options = Options.Create(new SlackOptions { IncidentChannels = ["C911"], Limits = new LimitsOptions { PerMinute = perMinute } });
        return new QuestionGate(
            questions ?? new OpenQuestions(), _queue, journal ?? new MemoryQuestionJournal(), new AskerAllowance(options, _time), _threads, _assistants, new SlackMetrics(meter, _time),
            new AnsweringMetrics(meter, _queue),
            new JobObserver(meter, Some.SlowOperations, NullLogger<JobObserver>.Instance),
            options);
    }
}
