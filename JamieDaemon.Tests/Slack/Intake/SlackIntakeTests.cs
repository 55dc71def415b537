using JamieDaemon.Answering;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Access;
using JamieDaemon.Slack.Home;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Telemetry;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace JamieDaemon.Tests.Slack.Intake;

public sealed class SlackIntakeTests
{
    private const string Mention = """{"type":"app_mention","user":"U1","text":"<@UJAMIE> why?","ts":"1.2","channel":"C1"}""";
    private const string SameAsMessage = """{"type":"message","channel_type":"channel","user":"U1","text":"<@UJAMIE> why?","ts":"1.2","channel":"C1"}""";

    private const string Deleted = """
        {"type":"message","subtype":"message_deleted","hidden":true,"channel_type":"channel","channel":"C1","ts":"1.3","deleted_ts":"1.2",
        "previous_message":{"type":"message","user":"U1","text":"<@UJAMIE> why?","ts":"1.2"}}
        """;

    private readonly IAckSender _socket = Substitute.For<IAckSender>();
    private readonly IQuestionJournal _journal = Substitute.For<IQuestionJournal>();
    private readonly OpenQuestions _questions = new();
    private readonly QuestionQueue _queue;
    private readonly NoticeQueue _notices = new();

    public SlackIntakeTests() => _queue = new QuestionQueue(Some.Observer(), Options.Create(new AnsweringOptions { QueueCapacity = 1 }));

    [Test]
    public async Task A_question_is_queued_and_acknowledged_once_its_record_is_safe()
    {
        Question? journaled = null;
        IJournalReceipt? receipt = null;
        _journal.Accept(Arg.Do<Question>(question => journaled = question), Arg.Do<IJournalReceipt>(waiting => receipt = waiting));
        Intake().Receive(Delivery(Mention));
        Assert.That(Acknowledged, Is.Zero, "not before the record is safe");

        receipt!.Accepted();

        Assert.That(Acknowledged, Is.EqualTo(1));
        Assert.That((await _queue.DequeueAsync(CancellationToken.None))?.Question, Is.EqualTo(journaled));
    }

    [Test]
    public void One_mention_that_arrives_as_two_events_is_taken_once_and_both_are_acknowledged()
    {
        KeepInMemory();
        var intake = Intake();
        intake.Receive(Delivery(Mention, "Ev1"));
        intake.Receive(Delivery(SameAsMessage, "Ev2"));
        intake.Receive(Delivery(Mention, "Ev1"));
        Assert.That((_queue.Count, Acknowledged), Is.EqualTo((1, 3)));
    }

    [Test]
    public void A_question_that_is_deleted_before_its_record_is_safe_is_not_queued()
    {
        var (intake, journaled) = (Intake(), Journaled());
        intake.Receive(Delivery(Mention, "Ev1"));
        intake.Receive(Delivery(Deleted, "Ev2"));
        journaled().Accepted();
        Assert.That((_queue.Count, _questions.TakeStopped().Count, Acknowledged), Is.EqualTo((0, 1, 2)));
    }

    [Test]
    public async Task A_question_that_is_changed_before_its_record_is_safe_has_its_last_words()
    {
        var (intake, journaled) = (Intake(), Journaled());
        intake.Receive(Delivery(Mention, "Ev1"));
        intake.Receive(Delivery(Changed("why is search slow?", "1.3"), "Ev2"));
        journaled().Accepted();
        Assert.That(_queue.InOrder().Single().Question.Text, Is.EqualTo("why is search slow?"));
        await _journal.Received(1).ChangeAsync(Arg.Any<string>(), "why is search slow?");
    }

    [Test]
    public async Task A_question_that_is_deleted_while_its_refusal_waits_is_not_taken_when_it_comes_again()
    {
        var (intake, journaled) = (Intake(), Journaled());
        intake.Receive(Delivery(Mention, "Ev1"));
        journaled().Refused();
        intake.Receive(Delivery(Deleted, "Ev2"));
        Assert.That(Acknowledged, Is.EqualTo(2));

        (await NoticeAsync()).Receipt!.Undelivered();
        intake.Receive(Delivery(Mention, "Ev1"));
        Assert.That((_queue.Count, Acknowledged), Is.EqualTo((0, 3)));
        _journal.Received(1).Accept(Arg.Any<Question>(), Arg.Any<IJournalReceipt>());
    }

    [Test]
    public void Whoever_deletes_what_the_disk_then_refuses_hears_nothing()
    {
        var (intake, journaled) = (Intake(), Journaled());
        intake.Receive(Delivery(Mention, "Ev1"));
        intake.Receive(Delivery(Deleted, "Ev2"));
        journaled().Refused();
        Assert.That((_queue.Count, _questions.Count, _notices.TakeRest().Count, Acknowledged), Is.EqualTo((0, 0, 0, 2)));
    }

    [Test]
    public void A_copy_that_comes_before_the_record_is_safe_is_acknowledged_with_the_first()
    {
        var (intake, journaled) = (Intake(), Journaled());
        intake.Receive(Delivery(Mention, "Ev1"));
        intake.Receive(Delivery(SameAsMessage, "Ev2"));
        Assert.That(Acknowledged, Is.Zero, "one acknowledgement is enough for Slack to bring it no more");

        journaled().Accepted();
        Assert.That((Acknowledged, _queue.Count), Is.EqualTo((2, 1)));
    }

    [Test]
    public async Task What_a_full_disk_refuses_is_acknowledged_with_all_its_copies_once_the_asker_is_told()
    {
        var (intake, journaled) = (Intake(), Journaled());
        intake.Receive(Delivery(Mention, "Ev1"));
        journaled().Refused();
        intake.Receive(Delivery(SameAsMessage, "Ev2"));
        var notice = await NoticeAsync();
        Assert.That((notice.Saying, Acknowledged), Is.EqualTo((Saying.NoJournal, 0)));

        notice.Receipt!.Delivered();
        intake.Receive(Delivery(Mention, "Ev1"));
        Assert.That((Acknowledged, _queue.Count), Is.EqualTo((3, 0)));
    }

    [Test]
    public async Task What_a_full_disk_refuses_is_left_to_Slack_when_its_asker_cannot_be_told_and_taken_when_it_comes_again()
    {
        var (intake, journaled) = (Intake(), Journaled());
        intake.Receive(Delivery(Mention));
        journaled().Refused();
        (await NoticeAsync()).Receipt!.Undelivered();
        Assert.That(Acknowledged, Is.Zero);

        intake.Receive(Delivery(Mention));
        journaled().Accepted();
        Assert.That((Acknowledged, _queue.Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public async Task A_question_that_finds_the_queue_full_is_refused_acknowledged_and_not_journaled()
    {
        KeepInMemory();
        var intake = Intake();
        intake.Receive(Delivery(Mention));
        intake.Receive(Delivery("""{"type":"app_mention","user":"U2","text":"<@UJAMIE> me too","ts":"2.2","channel":"C1"}""", "Ev2"));

        _notices.Complete();
        var notices = new List<Notice>();
        await foreach (var notice in _notices.ReadAllAsync()) notices.Add(notice);
        Assert.That(notices, Has.Count.EqualTo(1).And.All.Matches<Notice>(notice => notice is Said { Saying: Saying.QueueFull, User: "U2" }));
        _journal.Received(1).Accept(Arg.Any<Question>(), Arg.Any<IJournalReceipt>());
        Assert.That(Acknowledged, Is.EqualTo(2));
    }

    [Test]
    public void What_not_even_a_refusal_finds_place_for_is_left_to_Slack_and_taken_when_it_comes_again()
    {
        for (var i = 0; i < NoticeQueue.Capacity; i++) _notices.TryAdd(new HomeOpened("id", "U1"));
        KeepInMemory();
        _queue.TryReserve();
        var intake = Intake();
        intake.Receive(Delivery(Mention));
        Assert.That(Acknowledged, Is.Zero);

        _queue.Release();
        intake.Receive(Delivery(Mention));
        Assert.That((Acknowledged, _queue.Count), Is.EqualTo((1, 1)));
    }

    [Test]
    public void What_is_not_for_Jamie_is_acknowledged_and_forgotten()
    {
        Intake().Receive(Delivery("""{"type":"message","channel_type":"channel","user":"U1","text":"chatter","ts":"1.2","channel":"C1"}"""));
        Assert.That((Acknowledged, _queue.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public void A_change_is_acknowledged_when_it_is_safe()
    {
        KeepInMemory();
        var safe = new TaskCompletionSource();
        _journal.ChangeAsync(Arg.Any<string>(), "why is search slow?").Returns(safe.Task);
        var intake = Intake();
        intake.Receive(Delivery(Mention));
        intake.Receive(Delivery(Changed("why is search slow?", "1.3"), "Ev2"));
        Assert.That(Acknowledged, Is.EqualTo(1));

        safe.SetResult();
        Assert.That(Acknowledged, Is.EqualTo(2));
    }

    [Test]
    public void An_older_change_that_comes_late_is_none([Values("why?", "why is search slow?")] string lastWords)
    {
        KeepInMemory();
        var intake = Intake();
        intake.Receive(Delivery(Mention));
        intake.Receive(Delivery(Changed(lastWords, "1.4"), "Ev3"));
        intake.Receive(Delivery(Changed("why is it slow?", "1.3"), "Ev2"));
        Assert.That(_queue.InOrder().Single().Question.Text, Is.EqualTo(lastWords));
        Assert.That(Acknowledged, Is.EqualTo(3));
    }

    [Test]
    public void A_question_that_comes_after_its_deletion_is_not_taken()
    {
        KeepInMemory();
        var intake = Intake();
        intake.Receive(Delivery(Deleted, "Ev2"));
        intake.Receive(Delivery(Mention, "Ev1"));
        Assert.That((_queue.Count, Acknowledged), Is.EqualTo((0, 2)));
    }

    [TestCase("""{"type":"app_mention","user":"U1","text":"<@UJAMIE> $","thread_ts":"1.2","channel":"C1","ts":"#"}""")]
    [TestCase("""{"type":"message","channel_type":"im","user":"U1","text":"$","channel":"D1","ts":"#"}""")]
    public void A_stop_that_comes_late_leaves_what_was_asked_after_it(string said)
    {
        KeepInMemory();
        var intake = Intake();
        intake.Receive(Delivery(Said("why?", "1.5"), "Ev2"));
        intake.Receive(Delivery(Said("stop", "1.4"), "Ev1"));
        Assert.That((_questions.TakeStopped().Count, _queue.Count, Acknowledged), Is.EqualTo((0, 1, 2)));

        intake.Receive(Delivery(Said("stop", "1.6"), "Ev3"));
        Assert.That(_questions.TakeStopped(), Has.Count.EqualTo(1));

        string Said(string words, string ts) => said.Replace("$", words, StringComparison.Ordinal).Replace("#", ts, StringComparison.Ordinal);
    }

    private int Acknowledged => _socket.ReceivedCalls().Count();

    private static string Changed(string words, string ts) => $$$"""
        {"type":"message","subtype":"message_changed","channel_type":"channel","channel":"C1","ts":"{{{ts}}}",
        "message":{"type":"message","user":"U1","text":"<@UJAMIE> {{{words}}}","ts":"1.2"},"previous_message":{"type":"message","user":"U1","text":"<@UJAMIE> what?","ts":"1.2"}}
        """;

    /// <summary>The journal says what became of a question when it is told to.</summary>
    private Func<IJournalReceipt> Journaled()
    {
        IJournalReceipt? receipt = null;
        _journal.Accept(Arg.Any<Question>(), Arg.Do<IJournalReceipt>(waiting => receipt = waiting));
        return () => receipt!;
    }

    private async Task<Said> NoticeAsync()
    {
        await using var notices = _notices.ReadAllAsync().GetAsyncEnumerator();
        await notices.MoveNextAsync();
        return (Said)notices.Current;
    }

    private void KeepInMemory() => _journal
        .When(journal => journal.Accept(Arg.Any<Question>(), Arg.Any<IJournalReceipt>()))
        .Do(call => call.Arg<IJournalReceipt>().Accepted());

    private Delivery Delivery(string inner, string eventId = "Ev1") => new(Envelopes.Event(inner, eventId), _socket, 0);

    private SlackIntake Intake()
    {
        var meter = new ServiceCollection().AddJamieMeter().BuildServiceProvider().GetRequiredService<JamieMeter>();
        var metrics = new SlackMetrics(meter, new ManualTimeProvider());
        var (threads, assistants) = (new ThreadMemory(), new AssistantThreads());
        var allowance = new AskerAllowance(Options.Create(new SlackOptions()), new ManualTimeProvider());
        var gate = new QuestionGate(_questions, _queue, _journal, allowance, threads, assistants, metrics, new AnsweringMetrics(meter, _queue), Some.Observer(), Options.Create(new SlackOptions()));
        var rules = new IntakeRules(Options.Create(new SlackOptions()), threads, new SlackIdentity());
        var recent = new RecentEvents([], new ManualTimeProvider());
        var notices = new TurnNotices(_notices, recent, threads, NullLogger<TurnNotices>.Instance);
        return new SlackIntake(
            recent, gate, _questions, _journal, notices, rules, threads, assistants, new RecentQuestions(), metrics, new ManualTimeProvider(), NullLogger<SlackIntake>.Instance);
    }
}
