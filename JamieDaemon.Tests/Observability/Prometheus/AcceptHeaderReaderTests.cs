using JamieDaemon.Observability.Prometheus;

namespace JamieDaemon.Tests.Observability.Prometheus;

/// <summary>
/// Headers that scrapers send, that browsers send, and that nobody should. The values are those of RFC 9110, of what Prometheus 2.42 and 3.x
/// send (scrape/scrape.go), and of OpenTelemetry .NET's own tests (PrometheusAcceptHeaders), from which one differs: OpenMetrics without a
/// version is 1.0.0 here, the only one that has been published.
/// </summary>
public sealed class AcceptHeaderReaderTests
{
    private const string Text004 = "text/plain; version=0.0.4; charset=utf-8";
    private const string Text100 = "text/plain; version=1.0.0; charset=utf-8; escaping=underscores";
    private const string Open001 = "application/openmetrics-text; version=0.0.1; charset=utf-8";
    private const string Open100 = "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores";

    private const string Prometheus2 =
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
        + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    private const string Prometheus3 =
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,"
        + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

    private const string Prometheus3WithUnderscores =
        "application/openmetrics-text;version=1.0.0;escaping=underscores;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,"
        + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

    private const string Prometheus3WithDots =
        "application/openmetrics-text;version=1.0.0;escaping=dots;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,"
        + "text/plain;version=1.0.0;escaping=dots;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

    private const string Prometheus3WithNativeHistograms =
        "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.7," + Prometheus3;

    private const string Firefox = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    [TestCase(Prometheus2, Open100)]
    [TestCase(Prometheus3, Open100)]
    [TestCase(Prometheus3WithUnderscores, Open100)]
    [TestCase(Prometheus3WithDots, Open001)]
    [TestCase(Prometheus3WithNativeHistograms, Open100)]
    [TestCase(Firefox, Text004)]
    [TestCase("*/*", Text004)]
    [TestCase("text/*", Text004)]
    [TestCase("text/plain", Text004)]
    [TestCase("text/plain; charset=utf-8", Text004)]
    [TestCase("text/plain; charset=utf-8; version=0.0.4", Text004)]
    [TestCase("text/plain;version=0.0.4;q=0.6,*/*;q=0.5", Text004)]
    [TestCase("*/*;q=0.8,text/plain; charset=utf-8; version=0.0.4", Text004)]
    [TestCase("text/plain,application/openmetrics-text; version=1.0.0; charset=utf-8", Text004)]
    [TestCase("text/plain, application/openmetrics-text; version=1.0.0; charset=utf-8", Text004)]
    [TestCase("text/plain; charset=utf-8,application/openmetrics-text; version=1.0.0; charset=utf-8", Text004)]
    [TestCase("text/plain, */*;q=0.8,application/openmetrics-text; version=1.0.0; charset=utf-8", Text004)]
    [TestCase("text/plain;version=0.0.4, application/openmetrics-text;version=1.0.0", Text004)]
    [TestCase("text/plain; q=0.9, application/openmetrics-text; version=1.0.0; q=0.1", Text004)]
    [TestCase("TEXT/PLAIN; q=0.9, Application/OpenMetrics-Text; version=1.0.0; q=0.1", Text004)]
    [TestCase("application/openmetrics-text;q=0.4, text/plain;q=0.5", Text004)]
    [TestCase("text/plain;version=1.0.0", Text100)]
    [TestCase("text/plain;version=1.0.0;escaping=underscores", Text100)]
    [TestCase("text/plain;version=1.0.0;escaping=allow-utf-8;q=0.6,*/*;q=0.5", Text100)]
    [TestCase("application/openmetrics-text", Open100)]
    [TestCase("application/openmetrics-text; version=0.0.1", Open001)]
    [TestCase("application/openmetrics-text; version=\"0.0.1\"", Open001)]
    [TestCase("application/openmetrics-text; version=0.0.1; charset=utf-8", Open001)]
    [TestCase("application/openmetrics-text;version=0.0.1;q=0.6,*/*;q=0.5", Open001)]
    [TestCase("application/openmetrics-text; version=1.0.0", Open100)]
    [TestCase("application/openmetrics-text; version=\"1.0.0\"", Open100)]
    [TestCase("Application/OpenMetrics-Text; version=1.0.0", Open100)]
    [TestCase("application/openmetrics-text; version=1.0.0; escaping=allow-utf-8", Open100)]
    [TestCase("application/openmetrics-text; version=1.0.0; escaping=underscores", Open100)]
    [TestCase("application/openmetrics-text; version=\"1.0.0\"; escaping=\"underscores\"", Open100)]
    [TestCase("application/openmetrics-text; version=1.0.0; charset=utf-8", Open100)]
    [TestCase("application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores", Open100)]
    [TestCase("application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=allow-utf-8", Open100)]
    [TestCase("text/plain; q=0.3, application/openmetrics-text; version=1.0.0; q=0.9", Open100)]
    [TestCase("TEXT/PLAIN; q=0.3, Application/OpenMetrics-Text; version=1.0.0; q=0.9", Open100)]
    [TestCase("application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,*/*;q=0.5", Open100)]
    [TestCase("application/openmetrics-text;version=1.0.0;escaping=underscores;q=0.6,*/*;q=0.5", Open100)]
    [TestCase("APPLICATION/OpenMetrics-Text ; VERSION = \"1.0.0\" ; Q=\"0.9\"", Open100)]
    [TestCase("application/openmetrics-text;version=1.0.0;q=0.001, text/plain;q=0", Open100)]
    [Rule(ExpositionRule.Negotiation)]
    [Rule(ExpositionRule.LegacyNames)]
    public void The_best_known_format_wins(string accept, string contentType) =>
        Assert.That(AcceptHeaderReader.Format(accept).ContentType, Is.EqualTo(contentType));

    [TestCase(null)]
    [TestCase("")]
    [TestCase("foo")]
    [TestCase("application/json")]
    [TestCase("application/openmetrics-text; version=0.0.5")]
    [TestCase("application/openmetrics-text; version=foo")]
    [TestCase("application/openmetrics-text; version=2.0.0")]
    [TestCase("application/openmetrics-text; version=1.0.0; escaping=dots")]
    [TestCase("application/openmetrics-text; version=1.0.0; escaping=values")]
    [TestCase("application/openmetrics-text; version=1.0.0; escaping=foo")]
    [TestCase("application/openmetrics-text; version=1.0.0; q=0")]
    [TestCase("application/openmetrics-text; version=1.0.0; q=0.000")]
    [TestCase("application/openmetrics-text; version=1.0.0; q=1.1")]
    [TestCase("application/openmetrics-text; version=1.0.0; q=-1")]
    [TestCase("application/openmetrics-text; version=1.0.0; q=nonsense")]
    [TestCase("application/openmetrics-text; version=1.0.0; q=NaN")]
    [TestCase("text/plain; q=0, application/openmetrics-text; version=1.0.0; q=0")]
    [TestCase("application/vnd.google.protobuf;proto=x;encoding=delimited,text/plain;version=0.0.4;q=0.1")]
    [TestCase(",;,;q=1;=,/")]
    [Rule(ExpositionRule.Negotiation)]
    public void What_cannot_be_given_is_answered_in_plain_text(string? accept) =>
        Assert.That(AcceptHeaderReader.Format(accept).ContentType, Is.EqualTo(Text004));

    [TestCase("gzip", true)]
    [TestCase("x-gzip", true)]
    [TestCase("*", true)]
    [TestCase("deflate, GZip;q=0.5", true)]
    [TestCase("deflate, gzip;q=1.0, *;q=0.5", true)]
    [TestCase("identity;q=0.5, *;q=0.1", true)]
    [TestCase("*;q=0, gzip", true)]
    [TestCase("gzip;q=0", false)]
    [TestCase("gzip;q=0, *", false)]
    [TestCase("gzip;q=0.0, br", false)]
    [TestCase("*;q=0", false)]
    [TestCase("identity", false)]
    [TestCase("br, zstd", false)]
    [TestCase("gzipped", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    [Rule(ExpositionRule.Encoding)]
    public void Gzip_only_for_those_who_ask(string? acceptEncoding, bool gzip) =>
        Assert.That(AcceptHeaderReader.Gzip(acceptEncoding), Is.EqualTo(gzip));
}
