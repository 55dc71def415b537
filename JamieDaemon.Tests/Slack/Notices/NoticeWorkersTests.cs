using JamieDaemon.Answering;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Interactions;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NSubstitute;

namespace JamieDaemon.Tests.Slack.Notices;

/// <summary>The daemon's own desk behind the loops, in front of a Slack that answers as each test wants it.</summary>
[CancelAfter(Limits.Milliseconds)]
public sealed class NoticeWorkersTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly NoticeQueue _notices = new();
    private readonly CollectingLogger<NoticeWorkers> _logger = new(LogLevel.Information);
    private readonly CollectingLoggerProvider _others = new();

    [TearDown]
    public void Forget() => _others.Dispose();

    [Test]
    public async Task Whoever_stops_the_process_hears_once_how_many_notices_of_which_kinds_were_left(CancellationToken token)
    {
        await using var server = await ScriptedHttpServer.StartAsync();
        new PathAnswers(server).On("/api/chat.postEphemeral", HttpAnswers.Hang);
        using var host = Host(server);
        using var workers = await StartAsync(host, token);
        for (var i = 0; i < 6; i++) _notices.TryAdd(Told("C1"));
        _notices.TryAdd(new HomeOpened("n2", "U1"));
        await Eventually.HoldsAsync(() => server.Count == 4);

        var stopped = workers.StopAsync(token);
        _time.Advance(NoticeWorkers.DrainTime);
        await stopped;

        Assert.That(_logger.Lines.Select(line => line.Text), Is.EqualTo(["Stopped with 7 notices undelivered (6 Said, 1 HomeOpened): Slack did not take more in time"]));
    }

    [Test]
    public void A_notice_belongs_to_the_conversation_that_a_question_there_would()
    {
        var question = Some.Question();
        var (channel, message) = (question.Conversation.Channel, question.Conversation.Message!);
        Notice[] there =
        [
            new Said("n1", "U1", question.Conversation, ReplyUrl: null, Saying.QueueFull), new TitleWanted("n1", "U1", channel, message, "why?"), new SessionLeft("n1", "U1", channel, message),
            new ShortcutUsed("n1", "U1", "trigger", new MessagePlace("T1", channel, message, Thread: null)), new AgainWanted("n1", "U1", "T1", channel, new QuestionPlace("U1", message, Thread: null)),
        ];
        Assert.That(there.Select(notice => notice.SessionId), Is.All.EqualTo(question.ToJob().SessionId));
        Assert.That((new StatusWanted("n1", "U1", channel, new Uri("https://hooks.slack.com/x")).SessionId, new HomeOpened("n1", "U1").SessionId), Is.EqualTo((channel, "")));
    }

    [Test]
    public async Task Whoever_stops_a_process_that_owes_nobody_anything_hears_nothing(CancellationToken token)
    {
        await using var server = await ScriptedHttpServer.StartAsync();
        using var host = Host(server);
        using var workers = await StartAsync(host, token);
        await workers.StopAsync(token);
        Assert.That(_logger.Lines, Is.Empty);
    }

    [Test]
    public async Task A_dialog_whose_click_has_lapsed_is_not_opened_and_its_rating_counts_all_the_same(CancellationToken token)
    {
        await using var server = await ScriptedHttpServer.StartAsync();
        using var host = Host(server);
        _notices.TryAdd(new Rated("n1", "U1", "q1", IsGood: false, "trigger") { ReceivedAt = _time.GetTimestamp() });
        _time.Advance(NoticeWorkers.DialogTime);
        using var workers = await StartAsync(host, token);
        await Eventually.HoldsAsync(() => _logger.Lines.Count > 0);
        await workers.StopAsync(token);
        Assert.That(_logger.Events, Is.EqualTo(["slack.dialog_lapsed"]));
        Assert.That(_logger.Lines[0].Text, Does.Contain("Rated").And.Contain("three seconds"));
        Assert.That((_others.Count("answer_rated"), server.Count), Is.EqualTo((1, 0)));
    }

    [Test]
    public async Task A_dialog_that_Slack_refuses_is_told_to_the_one_who_clicked(CancellationToken token)
    {
        await using var server = await ScriptedHttpServer.StartAsync();
        var answers = new PathAnswers(server).On("/api/views.open", """{"ok":false,"error":"expired_trigger_id"}""").On("/response/1", """{"ok":true}""");
        using var host = Host(server);
        using var workers = await StartAsync(host, token);
        _notices.TryAdd(new ShortcutUsed("n1", "U1", "trigger", new MessagePlace("T1", "D1", "1.0", null)) { ReceivedAt = _time.GetTimestamp(), ReplyUrl = new Uri(server.Url, "/response/1") });
        await Eventually.HoldsAsync(() => answers.CountOf("/response/1") == 1);
        await workers.StopAsync(token);
        Assert.That(_logger.Events, Is.EqualTo(["command_error"]));
    }

    [TestCase("""{"ok":true}""", nameof(INoticeReceipt.Delivered))]
    [TestCase("""{"ok":false,"error":"restricted_action"}""", nameof(INoticeReceipt.Undelivered))]
    public async Task Whoever_has_something_said_hears_whether_it_was(string answer, string heard, CancellationToken token)
    {
        await using var server = await ScriptedHttpServer.StartAsync();
        new PathAnswers(server).On("/api/chat.postEphemeral", answer);
        using var host = Host(server);
        using var workers = await StartAsync(host, token);
        var receipt = Substitute.For<INoticeReceipt>();
        _notices.TryAdd(Told("C1") with { Receipt = receipt });
        await Eventually.HoldsAsync(() => receipt.ReceivedCalls().Any());
        await workers.StopAsync(token);
        Assert.That(receipt.ReceivedCalls().Select(call => call.GetMethodInfo().Name), Is.EqualTo([heard]));
    }

    private static Said Told(string channel) => new("n1", "U1", new Conversation("T1", channel, null, "1.0"), ReplyUrl: null, Saying.NothingToStop);

    private async Task<NoticeWorkers> StartAsync(IHost host, CancellationToken token)
    {
        var workers = ActivatorUtilities.CreateInstance<NoticeWorkers>(host.Services, _notices, _time, _logger);
        await workers.StartAsync(token);
        return workers;
    }

    private IHost Host(ScriptedHttpServer server)
    {
        var builder = JamieHost.CreateBareBuilder(
            ["--Slack:BotToken=xoxb-1", "--Slack:AppToken=xapp-1", $"--Slack:ApiUrl={new Uri(server.Url, "/api/")}", "--Slack:Access:Guests=true", "--Slack:Access:External=true"]);
        JamieHost.AddCore(builder);
        builder.AddSlack();
        builder.Logging.AddProvider(_others);
        return builder.Build();
    }
}
