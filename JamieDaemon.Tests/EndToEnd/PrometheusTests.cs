using System.Diagnostics;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Telemetry;
using JamieDaemon.Tests.Docs;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>A real Prometheus reads a real daemon: as it asks by itself, as its next major version would ask, and in text.</summary>
public sealed class PrometheusTests
{
    private const string Prometheus3 =
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,"
        + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

    private static readonly string[] Jobs = ["openmetrics", "version3", "text"];

    /// <summary>What changes from one scrape to the next, whatever anybody asks of Jamie.</summary>
    private static readonly string[] Restless = ["process_", "dotnet_", "http_", "jamie_metrics_", "jamie_log_events_", "jamie_log_disk_", "jamie_external_api_", "websocket_last_message_"];

    private static DaemonUnderTest _jamie = null!;
    private static MetricsRelay _relay = null!;
    private static PortUnderTest _odd = null!;
    private static PrometheusServer _prometheus = null!;

    [OneTimeSetUp]
    public static async Task StartAsync()
    {
        Judge.Need("prometheus", "prometheus");
        _odd = await new PortUnderTest().StartAsync();
        _jamie = await DaemonUnderTest.StartAsync();
        _relay = await MetricsRelay.StartAsync(
            _jamie.Metrics, new Dictionary<string, string> { ["/text"] = "text/plain;version=0.0.4", ["/version3"] = Prometheus3 });
        _prometheus = PrometheusServer.Start(
            ("openmetrics", _jamie.Metrics), ("version3", _relay.Page("/version3")), ("text", _relay.Page("/text")),
            ("odd", new Uri($"http://127.0.0.1:{_odd.Port}/metrics")));
        await _prometheus.WhenAsync("sum(up)", 4);
    }

    [OneTimeTearDown]
    public static async Task StopAsync()
    {
        foreach (var started in new IAsyncDisposable?[] { _prometheus, _relay, _jamie, _odd })
        {
            if (started is not null) await started.DisposeAsync();
        }
    }

    [Test]
    public async Task It_has_exactly_the_listed_metrics_before_and_after_questions_and_the_same_numbers_as_the_sandbox_whichever_way_it_asks()
    {
        foreach (var job in Jobs) await CompareWithListAsync(job);

        await AskAsync();
        var asked = (await _prometheus.QueryAsync("vector(time())")).Values.Single();
        await _prometheus.WhenAsync($"count(timestamp(up) > {asked})", 4);

        Assert.That(await _prometheus.ProblemsAsync(), Is.Empty);
        foreach (var job in Jobs) await CompareWithListAsync(job);
        await CompareWithEachOtherAsync();
        await CompareWithSandboxAsync();
    }

    [Test]
    public async Task It_reads_the_types_and_the_units()
    {
        var listed = ListedMetric.All.Where(metric => !metric.ComesLater).ToList();
        var openMetrics = await _prometheus.MetadataAsync("openmetrics");
        var text = await _prometheus.MetadataAsync("text");
        Assert.Multiple(() =>
        {
            foreach (var metric in listed)
            {
                Assert.That(openMetrics[metric.Family], Is.EqualTo((metric.Type, metric.SpelledUnit)), metric.Family);
                Assert.That(text[metric.Type == "histogram" ? metric.Family : metric.Name].Type, Is.EqualTo(metric.Type == "info" ? "gauge" : metric.Type), metric.Name);
            }
        });
    }

    [Test]
    public async Task It_finds_the_trace_of_an_answer()
    {
        using var trace = new Activity("test").SetIdFormat(ActivityIdFormat.W3C);
        trace.ActivityTraceFlags = ActivityTraceFlags.Recorded;
        trace.Start();
        var meter = _odd.Services.GetRequiredService<JamieMeter>();
        meter.Counter("traced.questions", "", "With a trace.").Add(1);
        meter.Histogram("traced.answers", "s", "With a trace.", Buckets.Answer).Record(3);
        trace.Stop();

        await _prometheus.WhenAsync("traced_questions_total", 1);

        foreach (var series in new[] { "traced_questions_total", "traced_answers_seconds_bucket" })
        {
            var found = await _prometheus.ExemplarsAsync(series);
            Assert.That(found.ToString(), Does.Contain(trace.TraceId.ToString()).And.Contain(trace.SpanId.ToString()), series);
        }
    }

    [Test]
    public async Task It_reads_any_label_value_as_it_was_written()
    {
        var odd = OddTexts.Some(900);
        OddTexts.Count(_odd.Services.GetRequiredService<JamieMeter>(), odd);
        await _prometheus.WhenAsync("""count({__name__=~"odd_texts_.*"})""", odd.Count);
        Assert.That(await _prometheus.LabelValuesAsync("odd", "{job=\"odd\"}"), Is.EquivalentTo(odd.Select(OddTexts.AsWritten)));
    }

    [Test]
    public async Task Its_linter_and_the_strict_parser_accept_the_pages_of_the_daemon()
    {
        using var http = new HttpClient();
        var text = await http.GetByteArrayAsync(_jamie.Metrics, Limits.Token);
        var (_, complaints) = await Judge.AskAsync("promtool", ["check", "metrics"], text, "prometheus");
        // The runtime's own name for the number of its threads.
        Assert.That(complaints.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("dotnet_thread_pool_thread_count ", StringComparison.Ordinal)), Is.Empty);

        using var request = new HttpRequestMessage(HttpMethod.Get, _jamie.Metrics);
        request.Headers.TryAddWithoutValidation("Accept", Prometheus3);
        using var answer = await http.SendAsync(request, Limits.Token);
        const string Parse = "import sys; from prometheus_client.openmetrics.parser import text_string_to_metric_families as f; print(len(list(f(sys.stdin.read()))))";
        var (exitCode, output) = await Judge.AskAsync("python3", ["-c", Parse], await answer.Content.ReadAsByteArrayAsync(Limits.Token), "python3-prometheus-client");
        Assert.That(exitCode, Is.Zero, output);
        Assert.That(int.Parse(output), Is.GreaterThan(80));
    }

    private static async Task AskAsync()
    {
        var slack = _jamie.Slack;
        slack.Mention("general", "oncall", "what is a canary?");
        slack.Mention("general", "oncall", "");
        slack.DirectMessage("developer", "and a bluebird?");
        var command = slack.Slash("oncall", "general", "/ask-jamie", "or a robin?");
        slack.OpenHome("oncall");
        await command.WhenRepliedAsync(_ => true, Limits.Token);
        foreach (var (series, number) in new[]
        {
            ("slack_mentions_total{status='success'}", 1), ("slack_mentions_total{status='empty'}", 1), ("slack_direct_messages_total{status='success'}", 1),
            ("slack_slash_commands_total{status='success'}", 1), ("slack_app_home_opens_total", 1),
        })
        {
            foreach (var job in Jobs) await _prometheus.WhenAsync($"sum({series} and {{job='{job}'}})", number);
        }
    }

    private static async Task CompareWithListAsync(string job)
    {
        var series = await _prometheus.QueryAsync($$"""{job="{{job}}",__name__!~"up|scrape_.*"}""");
        var served = series.Keys.Select(key => key.Split("__name__=")[1].Split(',')[0]).ToHashSet();
        var listed = ListedMetric.All.SelectMany(metric => SamplesOf(metric).Select(sample => (sample, metric.ComesLater))).ToList();
        Assert.That(served.Except(listed.Select(one => one.sample)), Is.Empty, $"{job}: not in docs/metrics.md");
        Assert.That(listed.Where(one => !one.ComesLater).Select(one => one.sample).Except(served), Is.Empty, $"{job}: only in docs/metrics.md");
    }

    private static string[] SamplesOf(ListedMetric metric) =>
        metric.Type == "histogram" ? [metric.Name + "_bucket", metric.Name + "_sum", metric.Name + "_count"] : [metric.Name];

    private static async Task<Dictionary<string, double>> NumbersAsync(string job) =>
        (await _prometheus.QueryAsync($$"""{job="{{job}}",__name__!~"up|scrape_.*|({{string.Join('|', Restless)}}).*"}"""))
        .ToDictionary(pair => pair.Key, pair => pair.Value);

    /// <summary>What a worker does after its answer may fall between two scrapes; what differs for good is still different later.</summary>
    private static async Task CompareWithEachOtherAsync()
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(500), TimeProvider.System);
        var limit = Limits.Token;
        while (true)
        {
            var (numbers, version3, text) = (await NumbersAsync("openmetrics"), await NumbersAsync("version3"), await NumbersAsync("text"));
            string[] different = [.. numbers.Except(version3).Concat(version3.Except(numbers)).Concat(numbers.Except(text)).Concat(text.Except(numbers)).Select(pair => $"{pair}")];
            if (different.Length == 0) return;
            if (limit.IsCancellationRequested) Assert.Fail(string.Join('\n', different));
            await tick.WaitForNextTickAsync();
        }
    }

    private static async Task CompareWithSandboxAsync()
    {
        var (slack, model) = (_jamie.Slack, _jamie.Model);
        var answered = model.Record.Count(GenerationEnd.Completed);
        var taken = slack.Calls.Answered().Where(call => call.Key.Outcome == "ok").ToLookup(call => call.Key.Method, call => call.Value);
        int Taken(params string[] methods) => methods.Sum(method => taken[method].Sum());
        foreach (var (expression, number) in new[]
        {
            ("sum(ollama_requests_total{job='text'})", answered),
            ("sum(ollama_request_duration_seconds_count{job='text'})", answered),
            ("sum(gen_ai_client_operation_duration_seconds_count{job='text'})", answered),
            ("sum(gen_ai_client_operation_time_to_first_chunk_seconds_count{job='text'})", answered),
            ("sum(ai_model_usage_total{job='text'})", answered),
            ("sum(chat_messages_sent_total{job='text',message_type=~'text|blocks'})", Taken("chat.postMessage", "chat.startStream")),
            ("sum(websocket_messages_total{job='text',direction='sent'})", slack.Sockets.Acks.Count),
            ("sum(slack_ack_duration_seconds_count{job='text'})", slack.Sockets.Acks.Count),
            ("sum(websocket_messages_total{job='text',direction='received',type='slash_commands'})", 1),
            ("sum(websocket_messages_total{job='text',direction='received',type='hello'})", slack.Sockets.Opened),
            ("sum(websocket_connections_active{job='text'})", slack.Sockets.Open.Count),
            ("sum(active_users{job='text'})", 2),
            ("sum(jamie_startup_success_total{job='text',environment='development'})", 1),
        })
        {
            Assert.That((await _prometheus.QueryAsync(expression)).Values.Single(), Is.EqualTo(number), expression);
        }
    }
}
