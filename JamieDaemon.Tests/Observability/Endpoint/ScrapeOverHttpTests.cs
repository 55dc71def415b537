using System.Net;
using System.Net.Http.Headers;
using JamieDaemon.Telemetry;
using JamieDaemon.Tests.Observability.Prometheus;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace JamieDaemon.Tests.Observability.Endpoint;

/// <summary>What a scraper sees on the wire.</summary>
public sealed class ScrapeOverHttpTests
{
    [TestCase("text/plain;version=0.0.4", "text/plain; version=0.0.4; charset=utf-8")]
    [TestCase("application/openmetrics-text;version=1.0.0", "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores")]
    [Rule(ExpositionRule.Negotiation), Rule(ExpositionRule.Encoding)]
    public async Task The_type_is_named_exactly_and_caches_know_what_it_depends_on(string accept, string contentType)
    {
        await using var port = await new PortUnderTest().StartAsync();
        foreach (var encoding in new[] { "identity", "gzip" })
        {
            using var response = await AskAsync(port, HttpMethod.Get, ("Accept", accept), ("Accept-Encoding", encoding));
            var body = await response.Content.ReadAsByteArrayAsync(Limits.Token);
            Assert.That(response.Content.Headers.GetValues("Content-Type"), Is.EqualTo(new[] { contentType }));
            Assert.That(response.Headers.Vary, Is.EqualTo(new[] { "Accept", "Accept-Encoding" }));
            Assert.That(response.Content.Headers.ContentLength, Is.EqualTo(body.Length));
            Assert.That(response.Headers.TransferEncodingChunked, Is.Not.True);
            Assert.That(response.Content.Headers.ContentEncoding, Is.EqualTo(encoding == "gzip" ? new[] { "gzip" } : []));
        }
    }

    [Test]
    [Rule(ExpositionRule.Methods)]
    public async Task A_head_request_says_what_a_get_would_have_said()
    {
        await using var port = await new PortUnderTest().StartAsync();
        using var head = await AskAsync(port, HttpMethod.Head, ("Accept-Encoding", "gzip"));
        Assert.That((head.StatusCode, head.Content.Headers.ContentEncoding.Single()), Is.EqualTo((HttpStatusCode.OK, "gzip")));
        Assert.That(head.Content.Headers.ContentType, Is.EqualTo(MediaTypeHeaderValue.Parse("text/plain; version=0.0.4; charset=utf-8")));
        Assert.That(head.Content.Headers.ContentLength, Is.GreaterThan(1000));
        Assert.That(await head.Content.ReadAsByteArrayAsync(Limits.Token), Is.Empty);
    }

    [Test]
    [Rule(ExpositionRule.Budget)]
    public async Task A_scraper_that_cannot_wait_hears_so_and_the_next_one_has_its_page()
    {
        using var release = new ManualResetEventSlim();
        await using var port = await new PortUnderTest().StartAsync();
        port.Services.GetRequiredService<JamieMeter>().Meter.CreateObservableGauge("slow", () =>
        {
            release.Wait(Limits.Token);
            return 1;
        });
        using (var late = await AskAsync(port, HttpMethod.Get, ("X-Prometheus-Scrape-Timeout-Seconds", "0.2")))
        {
            Assert.That(late.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        }

        release.Set();
        using var next = await AskAsync(port, HttpMethod.Get);
        Assert.That(await next.Content.ReadAsStringAsync(Limits.Token), Does.Contain("\nslow 1\n"));
    }

    private static Task<HttpResponseMessage> AskAsync(PortUnderTest port, HttpMethod method, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, "/metrics");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return port.Client.SendAsync(request, Limits.Token);
    }
}
