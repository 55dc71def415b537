using System.Net;
using JamieDaemon.Answering;
using JamieDaemon.Hosting;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Access;
using JamieDaemon.Slack.Context;
using JamieDaemon.Slack.WebApi;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Support;

/// <summary>The real history over a <see cref="ScriptedSlack"/> that answers by method, on its clock.</summary>
internal sealed class HistoryUnderTest : IAsyncDisposable
{
    private readonly ScriptedSlack _slack;
    private readonly SlackFileClient _downloads;
    private readonly SlackConversationHistory _history;

    private HistoryUnderTest(ScriptedSlack slack, SlackOptions settings)
    {
        _slack = slack;
        Answers = new PathAnswers(slack.Server);
        Answers.On("/api/users.info", context => HttpAnswers.Json(UserNamed(((RecordedRequest)context.Items[typeof(RecordedRequest)]!).Body))(context));
        Answers.On("/api/conversations.info", """{"ok":true,"channel":{"id":"C1","name":"incidents"}}""");
        var options = Options.Create(settings);
        _downloads = new SlackFileClient(
            new NetworkHandlers(Options.Create(new NetworkOptions()), new WebProxy()), new SlackOrigin(slack.Server.Url), settings, slack.Observer, slack.Time);
        var identity = new SlackIdentity();
        identity.Learn(new AuthTestResponse { BotId = "BJAMIE" });
        var conversations = new ConversationReader(slack.Client, options);
        var names = new SlackNames(slack.Client, new SlackPeople(slack.Client, slack.Time), options, slack.Time);
        _history = new SlackConversationHistory(
            conversations,
            new BesideReader(conversations, new ChannelMembers(slack.Client, slack.Time), names, identity, options),
            names,
            new SlackFiles(slack.Client, _downloads, options, NullLogger<SlackFiles>.Instance),
            identity,
            new ContextMetrics(new JamieMeter(slack.Meters)),
            new SlowOperations(Options.Create(new SlowOptions()), SlowLogger),
            options,
            slack.Time,
            Logger);
    }

    public PathAnswers Answers { get; }

    public ManualTimeProvider Time => _slack.Time;

    public CollectingLogger<SlackConversationHistory> Logger { get; } = new();

    public CollectingLogger<SlowOperations> SlowLogger { get; } = new();

    public static async Task<HistoryUnderTest> StartAsync(SlackOptions? settings = null) =>
        new(await ScriptedSlack.StartAsync(), settings ?? new SlackOptions { BotToken = ScriptedSlack.BotToken });

    public HistoryUnderTest InChannel(params string[] newestFirst)
    {
        Answers.On("/api/conversations.history", $$"""{"ok":true,"messages":[{{string.Join(',', newestFirst)}}]}""");
        return this;
    }

    public HistoryUnderTest InThread(params string[] oldestFirst)
    {
        Answers.On("/api/conversations.replies", $$"""{"ok":true,"messages":[{{string.Join(',', oldestFirst)}}]}""");
        return this;
    }

    public Uri File(string name) => new(_slack.Server.Url, $"/files/{name}");

    public Task<ConversationContext> ReadAsync(Question? question = null, bool canSee = false) =>
        _history.ReadAsync(question ?? Some.Question(), canSee, Limits.Token);

    public async ValueTask DisposeAsync()
    {
        _downloads.Dispose();
        await _slack.DisposeAsync();
    }

    /// <param name="form">The arguments, <c>user=…</c>.</param>
    private static string UserNamed(string form)
    {
        var id = form["user=".Length..];
        var name = id.StartsWith("UADA", StringComparison.Ordinal) ? "Ada" : $"name of {id}";
        return $$$"""{"ok":true,"user":{"id":"{{{id}}}","name":"{{{name}}}"}}""";
    }
}
