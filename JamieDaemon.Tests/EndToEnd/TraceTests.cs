using System.Diagnostics;
using System.Text.Json;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>What is left of one question in traces and logs.</summary>
public sealed class TraceTests
{
    private readonly CollectingProcessor _spans = new();

    [TearDown]
    public void Clean() => _spans.Dispose();

    [Test]
    public async Task One_mention_is_one_tree_of_spans_from_the_envelope_to_the_answer()
    {
        await using var jamie = await StartAsync();
        jamie.Slack.Say("incidents", "developer", "the payments database failed over at 12:04");
        var ts = jamie.Slack.Mention("incidents", "oncall", "when did it fail over?");
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("You asked", StringComparison.Ordinal));
        var handle = await WhenEndedAsync("slack.handle_mention", span => Tag(span, "jamie.session.id") == $"{jamie.Slack.Channel("incidents").Id}:{ts}");

        var receive = await WhenEndedAsync("slack.receive events_api", span => span.TraceId == handle.TraceId);
        var ack = await WhenEndedAsync("slack.ack", span => span.TraceId == handle.TraceId);
        var tree = _spans.Of(handle.TraceId);
        var enqueue = tree.Single(span => span.OperationName == "jamie.enqueue");
        var context = tree.Single(span => span.OperationName == "slack.get_channel_context");
        var generate = tree.Single(span => span.OperationName == "ollama.generate_response");
        var chat = tree.Single(span => span.OperationName == "chat bruno-sre");
        var post = tree.Single(span => span.OperationName == "slack.post_message");
        Assert.Multiple(() =>
        {
            Assert.That((receive.Kind, receive.ParentSpanId), Is.EqualTo((ActivityKind.Consumer, default(ActivitySpanId))), "the root");
            Assert.That(Guid.TryParse(Tag(receive, "messaging.message.id"), out _), "the envelope's id");
            Assert.That((ack.Kind, ack.ParentSpanId), Is.EqualTo((ActivityKind.Client, receive.SpanId)));
            Assert.That(ack.Duration, Is.LessThan(TimeSpan.FromSeconds(3)));
            Assert.That((enqueue.Kind, enqueue.ParentSpanId), Is.EqualTo((ActivityKind.Producer, receive.SpanId)));
            Assert.That((handle.Kind, handle.ParentSpanId), Is.EqualTo((ActivityKind.Consumer, enqueue.SpanId)));
            Assert.That(handle.Links.Select(link => link.Context.SpanId), Is.EqualTo(new[] { enqueue.SpanId }));
            Assert.That((context.Kind, context.ParentSpanId), Is.EqualTo((ActivityKind.Internal, handle.SpanId)));
            Assert.That((generate.Kind, generate.ParentSpanId), Is.EqualTo((ActivityKind.Internal, handle.SpanId)));
            Assert.That((chat.Kind, chat.ParentSpanId), Is.EqualTo((ActivityKind.Client, generate.SpanId)));
            Assert.That((post.Kind, post.ParentSpanId), Is.EqualTo((ActivityKind.Client, handle.SpanId)));
            foreach (var parent in new[] { chat, post })
            {
                var http = tree.Single(span => span.ParentSpanId == parent.SpanId);
                Assert.That((http.Source.Name, http.Kind), Is.EqualTo(("System.Net.Http", ActivityKind.Client)), parent.OperationName);
            }

            var history = tree.Single(span => span.OperationName == "slack.conversations.history");
            Assert.That(history.ParentSpanId, Is.EqualTo(context.SpanId));
        });
        Assert.Multiple(() =>
        {
            Assert.That(Tag(handle, "jamie.request.id"), Is.EqualTo(Tag(receive, "messaging.message.id")));
            Assert.That((Tag(handle, "job.type"), Tag(handle, "job.status"), Tag(handle, "slack.channel")), Is.EqualTo(("mention", "succeeded", jamie.Slack.Channel("incidents").Id)));
            Assert.That(Tag(handle, "user.hash"), Has.Length.EqualTo(16));
            Assert.That(Tag(enqueue, "jamie.job.id"), Is.EqualTo(Tag(handle, "jamie.job.id")));
            Assert.That(Tag(context, "slack.context.messages_count"), Is.EqualTo("1"));
            Assert.That((Tag(chat, "gen_ai.operation.name"), Tag(chat, "gen_ai.provider.name"), Tag(chat, "gen_ai.system")), Is.EqualTo(("chat", "ollama", "ollama")));
            Assert.That((Tag(chat, "gen_ai.request.model"), Tag(chat, "gen_ai.response.model"), Tag(chat, "gen_ai.request.max_tokens")), Is.EqualTo(("bruno-sre", "bruno-sre", "1024")));
            Assert.That(Tag(chat, "gen_ai.conversation.id"), Is.EqualTo(Tag(handle, "jamie.session.id")));
            Assert.That(chat.GetTagItem("gen_ai.response.finish_reasons"), Is.EqualTo(new[] { "stop" }));
            Assert.That(new[] { "gen_ai.usage.input_tokens", "gen_ai.usage.output_tokens" }.Select(chat.GetTagItem), Has.All.GreaterThan(0));
            Assert.That(chat.GetTagItem("gen_ai.response.time_to_first_chunk"), Is.InRange(0d, chat.Duration.TotalSeconds));
            Assert.That(tree.Select(span => span.Status), Has.None.EqualTo(ActivityStatusCode.Error));
            Assert.That(Everything(tree), Does.Not.Contain("fail over").And.Not.Contains("12:04").And.Not.Contains(jamie.Slack.User("oncall").Id), "no content, no person");
        });
    }

    [Test]
    public async Task What_an_asker_sees_while_waiting_and_afterwards_is_in_the_same_tree()
    {
        await using var jamie = await RunningJamie.StartWithAsync(
            services => services.AddSingleton<BaseProcessor<Activity>>(_spans),
            modelOptions: SlowModel.Saying(string.Join(' ', Enumerable.Repeat("slowly", 200))), settings: ["Answering:Workers=1", "Slack:NativeStreams=false"]);
        jamie.Slack.Mention("general", "oncall", "first");
        var ts = jamie.Slack.Mention("incidents", "developer", "second");
        await jamie.WhenAnsweredAsync(ts, text => text.EndsWith("slowly", StringComparison.Ordinal));
        var handle = await WhenEndedAsync("slack.handle_mention", span => Tag(span, "jamie.session.id")!.EndsWith(ts, StringComparison.Ordinal));

        var tree = _spans.Of(handle.TraceId);
        var enqueue = tree.Single(span => span.OperationName == "jamie.enqueue");
        Assert.That(tree.Where(span => span.ParentSpanId == enqueue.SpanId && span.Kind == ActivityKind.Client), Is.Not.Empty, "its place in the queue");
        Assert.That(tree.Where(span => span.ParentSpanId == handle.SpanId && span.OperationName == "slack.update"), Is.Not.Empty, "the growing answer");
    }

    [Test]
    public async Task What_was_said_is_on_the_span_of_the_model_only_when_it_is_asked_for()
    {
        await using var jamie = await StartAsync("Ollama:CaptureContent=true");
        var ts = jamie.Slack.Mention("general", "oncall", "what is exit code 137?");
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("You asked", StringComparison.Ordinal));
        var handle = await WhenEndedAsync("slack.handle_mention", span => Tag(span, "jamie.session.id")!.EndsWith(ts, StringComparison.Ordinal));

        var chat = _spans.Of(handle.TraceId).Single(span => span.OperationName == "chat bruno-sre");
        using var asked = JsonDocument.Parse(Tag(chat, "gen_ai.input.messages")!);
        using var said = JsonDocument.Parse(Tag(chat, "gen_ai.output.messages")!);
        using var told = JsonDocument.Parse(Tag(chat, "gen_ai.system_instructions")!);
        Assert.That(asked.RootElement[0].GetProperty("parts")[0].GetProperty("content").GetString(), Does.Contain("exit code 137"));
        Assert.That(said.RootElement[0].GetProperty("parts")[0].GetProperty("content").GetString(), Does.Contain("You asked"));
        Assert.That(told.RootElement[0].GetProperty("content").GetString(), Does.Contain("You are Jamie"));
    }

    [Test]
    public async Task A_model_that_is_not_there_leaves_its_error_on_every_span_that_it_broke()
    {
        await using var jamie = await StartAsync("Ollama:Model=nobody-pulled-me");
        var ts = jamie.Slack.Mention("general", "oncall", "anyone home?");
        await jamie.WhenAnsweredAsync(ts, text => text.Contains("Sorry", StringComparison.Ordinal));
        var handle = await WhenEndedAsync("slack.handle_mention", span => Tag(span, "jamie.session.id")!.EndsWith(ts, StringComparison.Ordinal));

        foreach (var name in new[] { "slack.handle_mention", "ollama.generate_response", "chat nobody-pulled-me" })
        {
            var span = _spans.Of(handle.TraceId).Single(span => span.OperationName == name);
            Assert.That((span.Status, Tag(span, "error.type")), Is.EqualTo((ActivityStatusCode.Error, "JamieDaemon.Ollama.OllamaModelNotFoundException")), name);
            Assert.That(span.Events.Select(told => told.Name), Has.One.EqualTo("exception"), name);
        }
    }

    [Test]
    public async Task The_home_tab_is_traced_too_and_a_command_leaves_no_address_to_answer_at()
    {
        await using var jamie = await StartAsync();
        jamie.Slack.OpenHome("oncall");
        var home = await WhenEndedAsync("slack.handle_app_home_opened", _ => true);
        Assert.That(_spans.Of(home.TraceId).Select(span => span.OperationName), Does.Contain("slack.views.publish").And.Contain("slack.receive events_api"));

        Assert.That((Tag(home, "jamie.session.id"), Tag(home, "user.hash")!.Length), Is.EqualTo(("", 16)));

        var command = jamie.Slack.Slash("oncall", "general", "/ask-jamie", "what is a SLO?");
        await command.WhenRepliedAsync(message => message.Text.Contains("SLO", StringComparison.Ordinal), Limits.Token);
        var handle = await WhenEndedAsync("slack.handle_slash_command", span => Tag(span, "jamie.session.id") == jamie.Slack.Channel("general").Id);
        var tree = _spans.Of(handle.TraceId);
        Assert.That(tree.Select(span => span.OperationName), Does.Contain("slack.response_url"));
        Assert.That(Everything(tree), Does.Not.Contain("/commands/"));
    }

    [Test]
    public async Task Nothing_is_traced_that_nobody_asked_for_but_the_start_and_the_end()
    {
        await using var jamie = await StartAsync("Ollama:WatchInterval=00:00:01");
        await Eventually.HoldsAsync(() => jamie.Model.Record.Requests.Count > 0);
        await jamie.StopAsync();
        foreach (var name in new[] { "jamie.startup", "jamie.shutdown" })
        {
            var alone = _spans.Spans.First(span => span.OperationName == name);
            Assert.That(_spans.Of(alone.TraceId), Has.Count.EqualTo(1), "nothing that was started then runs in it");
        }

        Assert.That(_spans.Spans.Where(span => span.ParentSpanId == default && span.Kind == ActivityKind.Client).Select(span => span.DisplayName), Is.Empty);
    }

    [Test]
    public async Task Every_log_line_of_an_answer_carries_its_ids()
    {
        using var folder = new TempFolder();
        string ts, channel;
        await using (var jamie = await StartAsync($"Observability:Logs:Directory={folder.Path}", "Observability:Logs:Level=Debug", "Observability:Logs:Console=false"))
        {
            channel = jamie.Slack.Channel("incidents").Id;
            ts = jamie.Slack.Mention("incidents", "oncall", "when did it fail over?");
            await jamie.WhenAnsweredAsync(ts, text => text.Contains("You asked", StringComparison.Ordinal));
            await WhenEndedAsync("slack.handle_mention", span => Tag(span, "jamie.session.id")!.EndsWith(ts, StringComparison.Ordinal));
        }

        var lines = Directory.GetFiles(folder.Path, "*.json").SelectMany(File.ReadLines).Select(line => JsonDocument.Parse(line).RootElement)
            .Where(line => line.TryGetProperty("labels", out var labels) && labels.TryGetProperty("session_id", out var session) && session.GetString() == $"{channel}:{ts}")
            .ToList();
        string[] life = ["job_created", "job_started", "job_progress", "ollama.request_started", "ollama.response_received", "external_api_call", "job_completed"];
        Assert.That(life, Is.SubsetOf(lines.Select(line => line.GetProperty("event").GetProperty("action").GetString())));
        var ids = lines.Select(line => line.GetProperty("labels")).Select(labels => (Label(labels, "job_id"), Label(labels, "request_id"), Label(labels, "job_type"))).Distinct().ToList();
        Assert.That(ids, Has.Count.EqualTo(1));
        Assert.That((ids[0].Item1.Length, Guid.TryParse(ids[0].Item2, out _), ids[0].Item3), Is.EqualTo((10, true, "mention")));
        Assert.That(lines.Select(line => line.GetProperty("trace").GetProperty("id").GetString()).Distinct().Count(), Is.EqualTo(1));
        Assert.That(lines.Select(line => line.GetProperty("span").GetProperty("id").GetString()).Distinct().Count(), Is.GreaterThan(2));
        var completed = lines.Single(line => line.GetProperty("event").GetProperty("action").GetString() == "job_completed").GetProperty("event");
        Assert.That(completed.GetProperty("outcome").GetString(), Is.EqualTo("success"));
        Assert.That(completed.GetProperty("duration").GetInt64(), Is.GreaterThan(0));
    }

    [Test]
    public async Task The_details_of_an_answer_name_its_trace()
    {
        await using var jamie = await StartAsync();
        var ts = jamie.Slack.Mention("general", "oncall", "what is a SLO?");
        var answer = await jamie.WhenAnsweredAsync(ts, text => text.Contains("You asked", StringComparison.Ordinal));
        var handle = await WhenEndedAsync("slack.handle_mention", span => Tag(span, "jamie.session.id")!.EndsWith(ts, StringComparison.Ordinal));
        Assert.That(answer.Blocks?.GetRawText(), Does.Contain(handle.TraceId.ToHexString()));
    }

    private Task<RunningJamie> StartAsync(params string[] settings) => RunningJamie.StartWithAsync(
        services => services.AddSingleton<BaseProcessor<Activity>>(_spans), modelOptions: new ModelServerOptions { TokenDelay = TimeSpan.Zero }, settings: settings);

    private async Task<Activity> WhenEndedAsync(string name, Func<Activity, bool> isMeant)
    {
        Activity? found = null;
        await Eventually.HoldsAsync(() => (found = _spans.Spans.FirstOrDefault(span => span.OperationName == name && isMeant(span))) is not null);
        return found!;
    }

    private static string? Tag(Activity span, string name) => $"{span.GetTagItem(name)}";

    private static string Label(JsonElement labels, string name) => labels.GetProperty(name).GetString()!;

    private static string Everything(IEnumerable<Activity> spans) => string.Join('\n', spans.Select(span =>
        $"{span.DisplayName} {string.Join(' ', span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))} {string.Join(' ', span.Events.SelectMany(told => told.Tags).Select(tag => $"{tag.Value}"))}"));
}
