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

namespace JamieDaemon.Tests.Slack.Intake;

public sealed class QuestionGateTests
{
    private readonly QuestionQueue _queue = new(new OpenQuestions(), Some.Observer(), Options.Create(new AnsweringOptions { QueueCapacity = 2 }));
    private readonly ManualTimeProvider _time = new();
    private readonly ThreadMemory _threads = new();
    private readonly AssistantThreads _assistants = new();

    [Test]
    public void Whoever_asks_too_fast_is_told_until_when_and_takes_no_place()
    {
        var gate = Gate(perMinute: 1);
        Assert.That(gate.Submit(Some.Question(), delivery: null), Is.Null);
        var refusal = gate.Submit(Some.Question("again?"), delivery: null);
        Assert.That((refusal?.Saying, refusal?.Until), Is.EqualTo((Saying.TooFast, TimeSpan.FromMinutes(1))));
        Assert.That(_queue.Count, Is.EqualTo(1));
    }

    [Test]
    public async Task A_question_that_finds_the_queue_full_does_not_count()
    {
        var gate = Gate(perMinute: 1);
        gate.Submit(Some.Question() with { Asker = "U8" }, delivery: null);
        gate.Submit(Some.Question() with { Asker = "U9" }, delivery: null);
        Assert.That(gate.Submit(Some.Question(), delivery: null)?.Saying, Is.EqualTo(Saying.QueueFull));

        await _queue.DequeueAsync(Limits.Token);
        Assert.That(gate.Submit(Some.Question(), delivery: null), Is.Null);
    }

    [TestCase(null, true)]
    [TestCase(false, true)]
    [TestCase(true, false)]
    public void A_reply_counts_only_in_a_thread_that_is_known_to_be_Jamies_too(bool? takesPart, bool isTaken)
    {
        if (takesPart == true) _threads.Joined("C1", "1.0", "1.5");
        if (takesPart == false) _threads.IsOthers("C1", "1.0");
        var gate = Gate(perMinute: 1);
        gate.Submit(Some.Question(), delivery: null);
        var reply = Some.Question() with { IsFollowUp = true, Conversation = new Conversation("T1", "C1", "1.0", "2.0") };
        Assert.That(gate.Submit(reply, delivery: null) is null, Is.EqualTo(isTaken));
    }

    [Test]
    public async Task A_question_in_an_assistants_thread_is_about_the_channel_beside_it()
    {
        _assistants.LooksAt("D1", "1.0", "C7");
        Gate(perMinute: 0).Submit(Some.Question(kind: QuestionKind.DirectMessage) with { Conversation = new Conversation("T1", "D1", "1.0", "2.0") }, delivery: null);
        var open = await _queue.DequeueAsync(Limits.Token);
        Assert.That(open!.Question.About, Is.EqualTo(new Conversation("T1", "C7", null, null)));
    }

    private QuestionGate Gate(int perMinute)
    {
        var meter = new ServiceCollection().AddJamieMeter().BuildServiceProvider().GetRequiredService<JamieMeter>();
        var options = Options.Create(new SlackOptions { Limits = new LimitsOptions { PerMinute = perMinute } });
        return new QuestionGate(
            _queue, new MemoryQuestionJournal(), new AskerAllowance(options, _time), _threads, _assistants, new SlackMetrics(meter, _time),
            new AnsweringMetrics(meter, _queue),
            new JobObserver(meter, Some.SlowOperations, NullLogger<JobObserver>.Instance));
    }
}
