using JamieDaemon.Tests.Docs;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>What a receiver of OTLP, and Logfire beside it, get of a running daemon.</summary>
public sealed class OtlpTests
{
    private const string Token = "pylf_v1_us_canary0canary0";

    /// <summary>In what is asked and answered, and in nothing that leaves.</summary>
    private readonly string _word = $"canary{Guid.NewGuid():N}";

    private OtlpReceiver _collector = null!;
    private OtlpReceiver _logfire = null!;

    [SetUp]
    public async Task Start() => (_collector, _logfire) = (await OtlpReceiver.StartAsync(), await OtlpReceiver.StartAsync());

    [TearDown]
    public async Task Stop()
    {
        await _collector.DisposeAsync();
        await _logfire.DisposeAsync();
    }

    [Test]
    public async Task A_mention_is_a_tree_of_spans_at_the_receiver()
    {
        var session = await AskAsync(ToCollector);
        var (spans, _, _) = await _collector.ReadAsync();

        var handle = Handle(spans, session);
        var tree = spans.Where(span => span.TraceId == handle.TraceId).ToList();
        var receive = tree.Single(span => span.Name == "slack.receive events_api");
        OtlpSpan Child(string name, OtlpSpan parent) => tree.Single(span => span.Name == name && span.ParentSpanId == parent.SpanId);
        var enqueue = Child("jamie.enqueue", receive);
        var generate = Child("ollama.generate_response", handle);
        var chat = Child("chat bruno-sre", generate);
        Assert.Multiple(() =>
        {
            Assert.That((receive.ParentSpanId, receive.Kind), Is.EqualTo(("", "SPAN_KIND_CONSUMER")));
            Assert.That(Child("slack.ack", receive).Kind, Is.EqualTo("SPAN_KIND_CLIENT"));
            Assert.That((enqueue.Kind, handle.ParentSpanId, handle.Kind), Is.EqualTo(("SPAN_KIND_PRODUCER", enqueue.SpanId, "SPAN_KIND_CONSUMER")));
            Assert.That(handle.Links, Is.EqualTo(new[] { enqueue.SpanId }));
            Assert.That((generate.Kind, chat.Kind), Is.EqualTo(("SPAN_KIND_INTERNAL", "SPAN_KIND_CLIENT")));
            Assert.That(Child("slack.get_channel_context", handle).Tag("slack.context.messages_count"), Is.EqualTo("0"));
            Assert.That(Child("slack.post_message", handle).Kind, Is.EqualTo("SPAN_KIND_CLIENT"));
            Assert.That(Child("POST", chat).Scope, Is.EqualTo("System.Net.Http"));
            Assert.That((chat.Tag("gen_ai.system"), chat.Tag("gen_ai.provider.name"), chat.Tag("gen_ai.request.model")), Is.EqualTo(("ollama", "ollama", "bruno-sre")));
            Assert.That((handle.Tag("job.type"), handle.Tag("job.status")), Is.EqualTo(("mention", "succeeded")));
            Assert.That(spans.Select(span => span.Name), Does.Contain("jamie.startup").And.Contain("jamie.shutdown"), "the last is sent with the stop");
            Assert.That(spans.Select(span => span.Resource["service.name"].GetString()).Distinct(), Is.EqualTo(new[] { "jamie-sre-chatbot" }));
            Assert.That(spans.Select(span => span.Resource["deployment.environment.name"].GetString()).Distinct(), Is.EqualTo(new[] { "production" }));
            Assert.That(spans.Select(span => $"{span.Tag("url.full")}"), Has.None.Contains("/v1/"), "sending spans makes none");
            Assert.That(spans.Where(span => span.IsPending), Is.Empty);
        });
    }

    [Test]
    public async Task Every_log_record_of_an_answer_has_its_name_its_ids_and_its_trace()
    {
        var session = await AskAsync([.. ToCollector, "Observability:Logs:Level=Debug"]);
        var (spans, _, records) = await _collector.ReadAsync();

        var handle = Handle(spans, session);
        var ours = records.Where(record => record.Tag("job_id") == handle.Tag("jamie.job.id")).ToList();
        string[] life = ["job_created", "job_started", "job_progress", "ollama.response_received", "external_api_call", "job_completed"];
        var completed = ours.Single(record => record.EventName == "job_completed");
        Assert.Multiple(() =>
        {
            Assert.That(life, Is.SubsetOf(ours.Select(record => record.EventName)));
            Assert.That(ours.Select(record => record.TraceId), Is.All.EqualTo(handle.TraceId));
            Assert.That(ours.Select(record => (record.Tag("request_id"), record.Tag("session_id"))).Distinct(), Is.EqualTo(new[] { (handle.Tag("jamie.request.id"), handle.Tag("jamie.session.id")) }));
            Assert.That((completed.Severity, completed.SpanId, completed.Tag("event.outcome")), Is.EqualTo(("Information", handle.SpanId, "success")));
            Assert.That(long.Parse(completed.Tag("event.duration")!), Is.GreaterThan(0));
            Assert.That(completed.Body, Does.StartWith(completed.Tag("job_id")!), "the text, not its template");
            Assert.That(completed.Scope, Does.EndWith("JobObserver"));
            Assert.That(records.Count(record => record.EventName == "jamie.starting"), Is.EqualTo(1), "once");
            Assert.That(records.Select(record => record.Resource["service.name"].GetString()).Distinct(), Is.EqualTo(new[] { "jamie-sre-chatbot" }));
            Assert.That(records.SelectMany(record => record.Attributes.Keys), Has.None.EqualTo("{OriginalFormat}").And.None.EqualTo("SpanId").And.None.EqualTo("TraceId"));
            Assert.That(ours.Select(record => record.EventName).Distinct(), Is.SubsetOf(File.ReadAllText(Repository.File("docs/logs.md")).Split('`')));
        });
    }

    [Test]
    public async Task Both_destinations_get_their_own_and_neither_the_others_headers()
    {
        var session = await AskAsync([.. ToCollector, .. ToLogfire, "OTEL_EXPORTER_OTLP_HEADERS=x-collector=key%20canary0%2Cx-evil%3D1,"]);
        var (spans, metrics, _) = await _logfire.ReadAsync();

        Assert.Multiple(() =>
        {
            Assert.That(_logfire.Requests.Select(request => request.Path).Distinct(), Is.EquivalentTo(new[] { "/v1/traces", "/v1/metrics", "/v1/logs" }));
            Assert.That(_collector.Requests.Select(request => request.Path).Distinct(), Is.EquivalentTo(new[] { "/v1/traces", "/v1/metrics", "/v1/logs" }));
            foreach (var request in _logfire.Requests)
            {
                Assert.That(request.Headers["Authorization"], Is.EqualTo(Token));
                Assert.That(request.Headers["Content-Encoding"], Is.EqualTo("gzip"));
                Assert.That(request.Headers["Content-Type"], Is.EqualTo("application/x-protobuf"));
                Assert.That(request.Headers.Keys, Has.None.EqualTo("x-collector").And.None.EqualTo("traceparent"));
            }

            foreach (var request in _collector.Requests)
            {
                Assert.That(request.Headers["x-collector"], Is.EqualTo("key canary0,x-evil=1"));
                Assert.That(request.Headers.Keys, Has.None.EqualTo("Authorization").And.None.EqualTo("x-evil").And.None.EqualTo("Content-Encoding"));
            }
        });

        var pending = spans.Where(span => span.IsPending).ToList();
        var handle = Handle(spans, session);
        var begun = pending.Single(span => span.ParentSpanId == handle.SpanId && span.Name == "slack.handle_mention");
        Assert.Multiple(() =>
        {
            Assert.That((begun.TraceId, begun.Tag("logfire.pending_parent_id")), Is.EqualTo((handle.TraceId, handle.ParentSpanId)));
            Assert.That((handle.Tag("logfire.span_type"), handle.Tag("logfire.level_num")), Is.EqualTo(("span", "9")));
            Assert.That(spans.Select(span => $"{span.Tag("logfire.msg")}"), Has.Some.StartsWith("POST http"));
            Assert.That(metrics.Where(metric => metric.Type == "sum" && metric.IsMonotonic).Select(metric => metric.Temporality), Is.All.EqualTo("AGGREGATION_TEMPORALITY_DELTA"));
            Assert.That(metrics.Where(metric => metric.Type == "histogram").Select(metric => metric.Temporality), Is.Not.Empty.And.All.EqualTo("AGGREGATION_TEMPORALITY_DELTA"));
            Assert.That(metrics.First(metric => metric.Name == "jamie.active_jobs").Temporality, Is.EqualTo("AGGREGATION_TEMPORALITY_CUMULATIVE"));
        });

        var collected = await _collector.ReadAsync();
        Assert.That(collected.Spans.Where(span => span.IsPending), Is.Empty);
        Assert.That(collected.Metrics.Where(metric => metric.Type is "sum" or "histogram").Select(metric => metric.Temporality), Is.All.EqualTo("AGGREGATION_TEMPORALITY_CUMULATIVE"));
        foreach (var secret in (string[])["canary0", "xoxb-", "xapp-", _word])
            Assert.That((secret, _collector.Holds(secret), _logfire.Holds(secret)), Is.EqualTo((secret, false, false)));
    }

    [Test]
    public async Task The_names_over_OTLP_are_those_of_the_documentation()
    {
        string page;
        await using (var jamie = await RunningJamie.StartAsync(settings: [.. ToCollector, "OTEL_METRIC_EXPORT_INTERVAL=500"]))
        {
            await AskAsync(jamie);
            page = await jamie.MetricsAsync();
        }

        var (_, metrics, _) = await _collector.ReadAsync();
        var sent = metrics.Select(metric => (metric.Name, metric.Unit, Type: TypeOf(metric))).ToHashSet();
        var listed = ListedMetric.All.Where(metric => metric.Instrument.Length > 0).ToList();
        var recorded = listed.Where(metric => metric.Type != "histogram" ? !metric.ComesLater : page.Split('\n').Any(line => IsFilled(line, metric.Name)));
        Assert.Multiple(() =>
        {
            Assert.That(metrics.Select(metric => metric.Resource["service.name"].GetString()).Distinct(), Is.EqualTo(new[] { "jamie-sre-chatbot" }));
            Assert.That(sent.Except(listed.Select(metric => (metric.Instrument, metric.Unit, metric.Type))), Is.Empty, "sent and not listed in docs/metrics.md");
            Assert.That(recorded.Select(metric => (metric.Instrument, metric.Unit, metric.Type)).Except(sent), Is.Empty, "listed in docs/metrics.md and not sent");
        });
    }

    [Test]
    public async Task Over_gRPC_the_same_arrives()
    {
        await using var collector = await OtlpReceiver.StartAsync(isGrpc: true);
        await using (var jamie = await RunningJamie.StartAsync(settings: [$"Observability:Otlp:Endpoint={collector.Url}", "OTEL_EXPORTER_OTLP_PROTOCOL=grpc"]))
        {
            await AskAsync(jamie);
        }

        var (spans, metrics, records) = await collector.ReadAsync();
        Assert.That(spans.Select(span => span.Name), Does.Contain("slack.handle_mention"));
        Assert.That(metrics.Select(metric => metric.Name), Does.Contain("slack.mentions.total"));
        Assert.That(records.Select(record => record.EventName), Does.Contain("job_completed"));
    }

    [Test]
    public async Task What_would_tell_who_somebody_is_or_open_a_door_is_taken_out_of_log_records()
    {
        await using (var jamie = await RunningJamie.StartAsync(settings: [.. ToCollector, .. ToLogfire]))
        {
            var logger = jamie.Services.GetRequiredService<ILogger<OtlpTests>>();
            logger.Log(LogLevel.Error, default, "Bearer canary0 for https://hooks.slack.com/commands/T1/2/canary0", new InvalidOperationException("xoxb-1-canary0"), (text, _) => text);
        }

        var (_, _, records) = await _collector.ReadAsync();
        var record = records.Single(record => record.Tag("exception.type") == "System.InvalidOperationException");
        Assert.That((record.Body, record.Tag("exception.message")), Is.EqualTo(("Bearer [redacted] for https://hooks.slack.com/[redacted]", "[redacted]")));
        Assert.That((_collector.Holds("canary0"), _logfire.Holds("canary0")), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task Exporters_that_are_named_none_send_nothing_and_the_page_is_served_all_the_same()
    {
        await using (var jamie = await RunningJamie.StartAsync(settings: [.. ToCollector, "OTEL_TRACES_EXPORTER=none", "OTEL_METRICS_EXPORTER=prometheus"]))
        {
            await AskAsync(jamie);
            Assert.That(await jamie.MetricsAsync(), Does.Contain("slack_mentions_total{status=\"success\"} 1"));
        }

        Assert.That(_collector.Requests.Select(request => request.Path).Distinct(), Is.EqualTo(new[] { "/v1/logs" }));
    }

    [TestCase("OTEL_SDK_DISABLED=true")]
    [TestCase("Observability:Telemetry=false")]
    public async Task Turned_off_nothing_is_sent_and_the_page_and_health_stay(string setting)
    {
        await using (var jamie = await RunningJamie.StartAsync(settings: [.. ToCollector, .. ToLogfire, setting]))
        {
            await AskAsync(jamie);
            Assert.That(await jamie.MetricsAsync(), Does.Contain("slack_mentions_total{status=\"success\"} 1"));
            Assert.That(await jamie.HealthAsync(), Does.Contain("\"telemetry_enabled\":false"));
        }

        Assert.That(_collector.Requests.Concat(_logfire.Requests), Is.Empty);
    }

    private async Task<string> AskAsync(params string[] settings)
    {
        await using var jamie = await RunningJamie.StartAsync(settings: settings);
        return await AskAsync(jamie);
    }

    /// <returns>The session: the spans of other tests' daemons in this process come here too.</returns>
    private async Task<string> AskAsync(RunningJamie jamie)
    {
        var ts = jamie.Slack.Mention("general", "oncall", $"what is {_word}?");
        await jamie.WhenAnsweredAsync(ts, text => text.Contains(_word, StringComparison.Ordinal));
        await jamie.WhenMetricsAsync("jamie_commands_total{intent=\"mention\",status=\"succeeded\"} 1\n");
        return $"{jamie.Slack.Channel("general").Id}:{ts}";
    }

    private static OtlpSpan Handle(OtlpSpan[] spans, string session) =>
        spans.Single(span => span.Name == "slack.handle_mention" && !span.IsPending && span.Tag("jamie.session.id") == session);

    private string[] ToCollector => [$"Observability:Otlp:Endpoint={_collector.Url}"];

    private string[] ToLogfire => [$"Observability:Logfire:Token={Token}", $"Observability:Logfire:BaseUrl={_logfire.Url}"];

    private static string TypeOf(OtlpMetric metric) => metric.Type switch
    {
        "sum" => metric.IsMonotonic && !metric.Name.StartsWith("dotnet.thread_pool.thread", StringComparison.Ordinal) && metric.Name != "dotnet.thread_pool.queue.length" ? "counter" : "gauge",
        var other => other,
    };

    private static bool IsFilled(string line, string histogram) =>
        line.StartsWith($"{histogram}_count", StringComparison.Ordinal) && !line.EndsWith(" 0", StringComparison.Ordinal);
}
