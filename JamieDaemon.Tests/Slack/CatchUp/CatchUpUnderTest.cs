using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using JamieDaemon.Answering;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Access;
using JamieDaemon.Slack.CatchUp;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Telemetry;
using JamieDaemon.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Slack.CatchUp;

/// <summary>The worker against a scripted Slack with the channels C1 and C2, on a clock that the test moves.</summary>
internal sealed class CatchUpUnderTest : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ScriptedSlack _slack;
    private readonly CatchUpWorker _worker;
    private readonly ConcurrentQueue<string> _oldest = new();
    private readonly ConcurrentDictionary<string, int> _read = new();

    private CatchUpUnderTest(ScriptedSlack slack, string? mark)
    {
        _slack = slack;
        var options = Options.Create(new SlackOptions { StateDirectory = _folder.Path });
        if (mark is not null) File.WriteAllText(MarkPath, mark);
        State = new SocketModeState(slack.Time);
        Queue = new QuestionQueue(Some.Observer(), Options.Create(new AnsweringOptions()));
        var meter = new ServiceCollection().AddJamieMeter().BuildServiceProvider().GetRequiredService<JamieMeter>();
        var metrics = new SlackMetrics(meter, slack.Time);
        var (threads, identity, pace) = (new ThreadMemory(), new SlackIdentity(), new CatchUpPace(slack.Time));
        var gate = new QuestionGate(
            Questions, Queue, new MemoryQuestionJournal(), new AskerAllowance(options, slack.Time), threads, new AssistantThreads(), metrics, new AnsweringMetrics(meter, Queue), Some.Observer(), options);
        var recent = new RecentEvents([], slack.Time);
        var notices = new TurnNotices(new NoticeQueue(), recent, threads, NullLogger<TurnNotices>.Instance);
        var questions = new MissedQuestions(
            recent, gate, Questions, Queue, new LatePlaces(Queue, slack.Time), notices, new IntakeRules(options, threads, identity), threads, identity, metrics, slack.Time);
        var search = new AbsenceSearch(new MissedConversations(slack.Client, pace), new MissedMessages(slack.Client, threads, identity, pace), questions, pace, identity, slack.Client);
        _worker = new CatchUpWorker(State, new LastHeard(options, NullLogger<LastHeard>.Instance), search, slack.Clock, options, slack.Time, Log);
        Answers = new PathAnswers(slack.Server)
            .On("/api/auth.test", """{"ok":true,"team_id":"T1","user_id":"UJAMIE","bot_id":"B1"}""")
            .On("/api/users.conversations", ListAsync)
            .On("/api/conversations.history", ReadAsync);
    }

    public SocketModeState State { get; }

    public OpenQuestions Questions { get; } = new();

    public QuestionQueue Queue { get; }

    public CollectingLogger<CatchUpWorker> Log { get; } = new();

    public PathAnswers Answers { get; }

    public ManualTimeProvider Time => _slack.Time;

    /// <summary>Slack's time; this machine's is the test's own.</summary>
    public Func<DateTimeOffset>? SlackTime { get; init; }

    /// <summary>Called before a channel is read; what it returns is said instead.</summary>
    public Func<string, RequestDelegate?> BeforeRead { get; set; } = static _ => null;

    /// <summary>A message of each channel that asks Jamie.</summary>
    public ConcurrentDictionary<string, DateTimeOffset> Asked { get; } = new();

    public string? Mark => File.Exists(MarkPath) ? File.ReadAllText(MarkPath) : null;

    /// <summary>From when on it was looked.</summary>
    public DateTimeOffset LookedFrom => SlackTs.ToTime(_oldest.First()) + TimeSpan.FromDays(1);

    private string MarkPath => _folder.File("last-heard");

    public static async Task<CatchUpUnderTest> StartAsync(DateTimeOffset? mark = null, Func<DateTimeOffset>? slackTime = null)
    {
        var slack = await ScriptedSlack.StartAsync();
        var jamie = new CatchUpUnderTest(slack, mark?.ToString("O", CultureInfo.InvariantCulture)) { SlackTime = slackTime ?? slack.Time.GetUtcNow };
        jamie.Answers.On("/api/apps.connections.open", jamie.Dated("""{"ok":true,"url":"wss://127.0.0.1/"}"""));
        jamie.Answers.On("/api/auth.test", jamie.Dated("""{"ok":true,"team_id":"T1","user_id":"UJAMIE","bot_id":"B1"}"""));
        // As the listener does before there is a socket: from here on Slack's time is known.
        await slack.Client.AuthTestAsync(Limits.Token);
        await jamie._worker.StartAsync(CancellationToken.None);
        return jamie;
    }

    public int ReadsOf(string channel) => _read.GetValueOrDefault(channel);

    /// <summary>Slowly enough that no call is late by a clock that runs ahead of it.</summary>
    public Task AdvanceUntilAsync(Func<bool> condition) => Eventually.HoldsAsync(() =>
    {
        if (condition()) return true;
        Time.Advance(TimeSpan.FromMilliseconds(100));
        return false;
    });

    public async ValueTask DisposeAsync()
    {
        await _worker.StopAsync(CancellationToken.None);
        _worker.Dispose();
        await _slack.DisposeAsync();
        _folder.Dispose();
    }

    public RequestDelegate Dated(string json) => context =>
    {
        context.Response.Headers.Date = SlackTime!().ToString("R", CultureInfo.InvariantCulture);
        return HttpAnswers.Json(json)(context);
    };

    private Task ListAsync(HttpContext context)
    {
        var isPublic = Body(context).Contains("public_channel", StringComparison.Ordinal);
        return Dated(isPublic ? """{"ok":true,"channels":[{"id":"C1"},{"id":"C2"}]}""" : """{"ok":true,"channels":[]}""")(context);
    }

    private Task ReadAsync(HttpContext context)
    {
        var arguments = JsonDocument.Parse(Body(context)).RootElement;
        var channel = arguments.GetProperty("channel").GetString()!;
        _oldest.Enqueue(arguments.GetProperty("oldest").GetString()!);
        _read.AddOrUpdate(channel, 1, static (_, count) => count + 1);
        if (BeforeRead(channel) is { } instead) return instead(context);
        var messages = Asked.TryGetValue(channel, out var at) ? $$"""{"type":"message","user":"U1","text":"<@UJAMIE> why?","ts":"{{SlackTs.Of(at)}}"}""" : "";
        return Dated($$"""{"ok":true,"messages":[{{messages}}]}""")(context);
    }

    private static string Body(HttpContext context) => ((RecordedRequest)context.Items[typeof(RecordedRequest)]!).Body;
}
