using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using JamieDaemon.Observability;
using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Tests.Observability.Prometheus;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Tests.Observability;

public sealed class ObservabilityEndpointTests
{
    [Test]
    public async Task Metrics_come_in_the_format_that_was_asked_for()
    {
        await using var port = await new PortUnderTest().StartAsync();
        using var text = await port.Client.GetAsync("/metrics", Limits.Token);
        Assert.That(text.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/plain; version=0.0.4; charset=utf-8"));
        Assert.That(text.Headers.Vary, Is.EquivalentTo(new[] { "Accept", "Accept-Encoding" }));
        Assert.That(text.Headers.GetValues("Server"), Is.EqualTo(new[] { "Jamie" }));
        Assert.That(text.Content.Headers.ContentLength, Is.GreaterThan(1000));

        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add("Accept", "application/openmetrics-text;version=1.0.0");
        using var openMetrics = await port.Client.SendAsync(request, Limits.Token);
        Assert.That(await openMetrics.Content.ReadAsStringAsync(Limits.Token), Does.EndWith("# EOF\n"));
    }

    [Test]
    public async Task Requests_to_the_port_are_counted_under_the_names_of_the_seed()
    {
        await using var port = await new PortUnderTest().StartAsync();
        var before = await port.Client.GetStringAsync("/metrics", Limits.Token);
        Assert.That(before, Does.Contain("""http_requests_total{method="GET",route="/health",status="200"} 0"""));
        _ = await port.Client.GetStringAsync("/health", Limits.Token);
        var limit = Limits.Token;
        string after;
        do
        {
            // A request is counted when its answer is out, so a moment after we have it.
            after = await port.Client.GetStringAsync("/metrics", limit);
        }
        while (!after.Contains("""http_requests_total{method="GET",route="/health",status="200"} 1""", StringComparison.Ordinal));
        Assert.That(after, Does.Contain("""http_request_duration_seconds_count{method="GET",route="/health"} """));
    }

    [Test]
    public async Task The_process_is_measured()
    {
        await using var port = await new PortUnderTest().StartAsync();
        var page = await port.Client.GetStringAsync("/metrics", Limits.Token);
        foreach (var name in new[] { "cpu_seconds_total", "resident_memory_bytes", "open_fds", "start_time_seconds" })
        {
            Assert.That(page, Does.Match($@"\nprocess_{name} \d"));
        }
    }

    [Test]
    [Rule(ExpositionRule.Encoding)]
    public async Task Gzip_is_used_when_it_is_accepted()
    {
        await using var port = await new PortUnderTest().StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        using var response = await port.Client.SendAsync(request, Limits.Token);
        Assert.That(response.Content.Headers.ContentEncoding, Is.EqualTo(new[] { "gzip" }));
        await using var plain = new GZipStream(
            await response.Content.ReadAsStreamAsync(Limits.Token), CompressionMode.Decompress);
        using var reader = new StreamReader(plain);
        Assert.That(await reader.ReadToEndAsync(Limits.Token), Does.Contain("jamie_build_info{"));
    }

    [Test]
    [Rule(ExpositionRule.Methods)]
    public async Task A_head_request_gets_the_head_alone_and_the_next_answer_begins_where_it_should()
    {
        await using var port = await new PortUnderTest().StartAsync();
        var answers = await port.SendRawAsync(
            "HEAD /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
            "GET /nothing HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
        var second = answers.IndexOf("HTTP/1.1 404", StringComparison.Ordinal);
        Assert.That(answers, Does.StartWith("HTTP/1.1 200"));
        Assert.That(answers[..second], Does.EndWith("\r\n\r\n").And.Not.Contain("# TYPE"));
        Assert.That(answers[..second], Does.Match("Content-Length: [1-9]"));
    }

    [TestCase("POST", "/metrics", HttpStatusCode.MethodNotAllowed)]
    [TestCase("DELETE", "/health", HttpStatusCode.MethodNotAllowed)]
    [TestCase("GET", "/", HttpStatusCode.NotFound)]
    [TestCase("GET", "/metrics/anything", HttpStatusCode.NotFound)]
    [TestCase("POST", "/chat", HttpStatusCode.NotFound)]
    [Rule(ExpositionRule.Methods)]
    public async Task Whatever_else_is_asked_is_refused(string method, string path, HttpStatusCode status)
    {
        await using var port = await new PortUnderTest().StartAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await port.Client.SendAsync(request, Limits.Token);
        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That(response.Content.Headers.Allow,
            Is.EquivalentTo(status == HttpStatusCode.MethodNotAllowed ? new[] { "GET", "HEAD" } : []));
    }

    [TestCase("abc-123", "abc-123")]
    [TestCase("<script>", null)]
    [TestCase(null, null)]
    public async Task Every_answer_carries_a_request_id(string? sent, string? returned)
    {
        await using var port = await new PortUnderTest().StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/health/live");
        if (sent is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Request-ID", sent);
        }

        using var response = await port.Client.SendAsync(request, Limits.Token);
        var id = response.Headers.GetValues("X-Request-ID").Single();
        Assert.That(id, returned is null ? Does.Match("^[0-9a-f-]{36}$") : Is.EqualTo(returned));
    }

    [Test]
    public async Task A_taken_port_is_said_once_and_taken_over_when_it_is_free()
    {
        var time = new ManualTimeProvider();
        var logs = new CollectingLoggerProvider();
        var holder = new TcpListener(IPAddress.Any, FreePort.Find());
        holder.Start();
        await using var port = await new PortUnderTest(((IPEndPoint)holder.LocalEndpoint).Port, time, logs: logs).StartAsync();
        var endpoint = port.Services.GetRequiredService<ObservabilityEndpoint>();
        Assert.That(endpoint.Problem, Does.Contain($"Port {port.Port} cannot be opened"));

        for (var i = 0; i < 2; i++)
        {
            await time.WaitForTimerAsync(TimeSpan.FromSeconds(5));
            time.Advance(TimeSpan.FromSeconds(5));
        }

        holder.Stop();
        await Eventually.HoldsAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return endpoint.Problem is null;
        });
        Assert.That((await port.Client.GetAsync("/health/live", Limits.Token)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((logs.Count("metrics.listener_failed"), logs.Count("metrics.listener_started")), Is.EqualTo((1, 1)));
    }

    [Test]
    [Rule(ExpositionRule.Robust)]
    public async Task Clients_that_knock_during_the_start_do_not_keep_the_port_from_opening()
    {
        using var stop = new CancellationTokenSource();
        var number = FreePort.Find();
        var storm = Enumerable.Range(0, 4).Select(_ => Task.Run(() => KnockAsync(number, stop.Token))).ToArray();
        for (var i = 0; i < 5; i++)
        {
            await using var port = await new PortUnderTest(number).StartAsync();
            Assert.That(port.Services.GetRequiredService<ObservabilityEndpoint>().Problem, Is.Null);
            Assert.That((await port.Client.GetAsync("/health/live", Limits.Token)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
            await port.StopAsync();
        }

        await stop.CancelAsync();
        await Task.WhenAll(storm);
    }

    [Test]
    public async Task Clients_that_stop_half_way_hold_up_nobody()
    {
        await using var port = await new PortUnderTest().StartAsync();
        var stuck = new List<TcpClient>();
        for (var i = 0; i < 50; i++)
        {
            var client = new TcpClient { ReceiveBufferSize = 1024 };
            await client.ConnectAsync("127.0.0.1", port.Port, Limits.Token);
            // One half of them never ends its request, the other never reads its answer.
            var request = i % 2 == 0 ? "GET /metrics HT" : "GET /metrics HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Limits.Token);
            stuck.Add(client);
        }

        Assert.That((await port.Client.GetAsync("/health/live", Limits.Token)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        stuck.ForEach(client => client.Dispose());
        Assert.That((await port.Client.GetAsync("/metrics", Limits.Token)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("GET http://ab?cd/ HTTP/1.1\r\nHost: x\r\n\r\n")]
    [TestCase("GET /%u12 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [TestCase("\u0016\u0003\u0001\u0002\0\u0001\0\r\n\r\n")]
    [TestCase("GET /metrics HTTP/1.1\r\n\r\n")]
    [Rule(ExpositionRule.Robust)]
    public async Task Nonsense_does_not_end_the_service(string bytes)
    {
        await using var port = await new PortUnderTest().StartAsync();
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port.Port, Limits.Token);
        await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(bytes), Limits.Token);
        Assert.That((await port.Client.GetAsync("/health/live", Limits.Token)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Health_names_every_component_and_stays_200_when_one_is_ill()
    {
        await using var port = await new PortUnderTest(more: services => services.AddHealthChecks()
            .AddCheck("ollama", () => HealthCheckResult.Degraded("The model is missing: ollama pull x",
                data: new Dictionary<string, object> { ["model"] = "x" })))
            .StartAsync();
        await port.LookAsync();
        using var response = await port.Client.GetAsync("/health", Limits.Token);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(response.Headers.CacheControl!.NoStore, Is.True);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Limits.Token));
        Assert.That(json.RootElement.GetProperty("status").GetString(), Is.EqualTo("degraded"));
        Assert.That(json.RootElement.GetProperty("environment").GetString(), Is.EqualTo("testing"));
        Assert.That(json.RootElement.GetProperty("components").GetProperty("ollama").GetProperty("model").GetString(),
            Is.EqualTo("x"));
        Assert.That(json.RootElement.GetProperty("components").GetProperty("metrics").GetProperty("status").GetString(),
            Is.EqualTo("healthy"));
    }

    [Test]
    public async Task Ready_follows_the_checks_that_gate_it_and_no_others()
    {
        var slack = HealthStatus.Unhealthy;
        await using var port = await new PortUnderTest(more: services => services.AddHealthChecks()
            .AddCheck("slack", () => new HealthCheckResult(slack), tags: ["ready"])
            .AddCheck("ollama", () => HealthCheckResult.Unhealthy())).StartAsync();
        await port.LookAsync();
        Assert.That(await ReadyAsync(port), Is.EqualTo((HttpStatusCode.ServiceUnavailable, false)));
        slack = HealthStatus.Degraded;
        await port.LookAsync();
        Assert.That(await ReadyAsync(port), Is.EqualTo((HttpStatusCode.OK, true)));
    }

    [TestCase("GET", "/metrics", HttpStatusCode.OK)]
    [TestCase("HEAD", "/health", HttpStatusCode.OK)]
    [TestCase("GET", "/ready", HttpStatusCode.ServiceUnavailable)]
    [TestCase("GET", "/nothing", HttpStatusCode.NotFound)]
    [TestCase("POST", "/metrics", HttpStatusCode.MethodNotAllowed)]
    public async Task Every_answer_says_how_long_it_took_and_whose_it_is(string method, string path, HttpStatusCode status)
    {
        await using var port = await new PortUnderTest(
            more: services => services.AddHealthChecks().AddCheck("slack", () => HealthCheckResult.Unhealthy(), tags: ["ready"])).StartAsync();
        await port.LookAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await port.Client.SendAsync(request, Limits.Token);
        Assert.That(response.StatusCode, Is.EqualTo(status));
        Assert.That(response.Headers.GetValues("X-Response-Time").Single(), Does.Match(@"^\d+\.\d{6}$"));
        Assert.That(response.Headers.GetValues("X-Request-ID").Single(), Has.Length.EqualTo(36));
    }

    [Test]
    public async Task A_stopping_host_is_not_ready()
    {
        await using var port = await new PortUnderTest().StartAsync();
        port.Services.GetRequiredService<Microsoft.Extensions.Hosting.IHostApplicationLifetime>().StopApplication();
        Assert.That(await ReadyAsync(port), Is.EqualTo((HttpStatusCode.ServiceUnavailable, false)));
    }

    [Test]
    public async Task Stopping_closes_the_port()
    {
        await using var port = await new PortUnderTest().StartAsync();
        await port.StopAsync();
        Assert.That(async () => await port.Client.GetAsync("/health/live", Limits.Token), Throws.InstanceOf<HttpRequestException>().Or.InstanceOf<OperationCanceledException>(), "nobody answers; another test may hold the port by now");
    }

    private static async Task<(HttpStatusCode Status, bool Ready)> ReadyAsync(PortUnderTest port)
    {
        using var response = await port.Client.GetAsync("/health/ready", Limits.Token);
        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Limits.Token));
        return (response.StatusCode, json.RootElement.GetProperty("ready").GetBoolean());
    }

    private static async Task KnockAsync(int port, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
                await client.GetStream().WriteAsync("GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"u8.ToArray(),
                    cancellationToken);
            }
            catch (Exception exception) when (exception is SocketException or IOException or OperationCanceledException)
            {
                await Task.Yield();
            }
        }
    }
}
