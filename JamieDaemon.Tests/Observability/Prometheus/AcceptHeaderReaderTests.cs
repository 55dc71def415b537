using JamieDaemon.Observability.Prometheus;

namespace JamieDaemon.Tests.Observability.Prometheus;

public sealed class AcceptHeaderReaderTests
{
    private const string Text004 = "text/plain; version=0.0.4; charset=utf-8";
    private const string Text100 = "text/plain; version=1.0.0; charset=utf-8; escaping=underscores";
    private const string Open001 = "application/openmetrics-text; version=0.0.1; charset=utf-8";
    private const string Open100 = "application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores";

    // What Prometheus 2.42 and 3.x send.
    private const string Prometheus2 =
        "application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,"
        + "text/plain;version=0.0.4;q=0.5,*/*;q=0.1";

    private const string Prometheus3 =
        "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,"
        + "text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";

    [TestCase(Prometheus2, Open100)]
    [TestCase(Prometheus3, Open100)]
    [TestCase(null, Text004)]
    [TestCase("", Text004)]
    [TestCase("*/*", Text004)]
    [TestCase("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", Text004)]
    [TestCase("application/openmetrics-text", Open100)]
    [TestCase("application/openmetrics-text; version=0.0.1", Open001)]
    [TestCase("application/openmetrics-text;version=2.0.0", Text004)]
    [TestCase("application/openmetrics-text;version=1.0.0;q=0", Text004)]
    [TestCase("application/openmetrics-text;version=1.0.0;q=2", Text004)]
    [TestCase("application/openmetrics-text;version=1.0.0;q=nonsense", Text004)]
    [TestCase("application/openmetrics-text;q=0.4, text/plain;q=0.5", Text004)]
    [TestCase("application/openmetrics-text;version=1.0.0;escaping=klingon", Text004)]
    [TestCase("text/plain;version=1.0.0;escaping=underscores", Text100)]
    [TestCase("text/plain;version=0.0.4, application/openmetrics-text;version=1.0.0", Text004)]
    [TestCase("APPLICATION/OpenMetrics-Text ; VERSION = \"1.0.0\" ; Q=\"0.9\"", Open100)]
    [TestCase("application/vnd.google.protobuf;proto=x;encoding=delimited,text/plain;version=0.0.4;q=0.1", Text004)]
    [TestCase(",;,;q=1;=,/", Text004)]
    public void The_best_known_format_wins(string? accept, string contentType) =>
        Assert.That(AcceptHeaderReader.Format(accept).ContentType, Is.EqualTo(contentType));

    [TestCase("gzip", true)]
    [TestCase("deflate, GZip;q=0.5", true)]
    [TestCase("gzip;q=0", false)]
    [TestCase("gzip;q=0.0, br", false)]
    [TestCase("identity", false)]
    [TestCase("", false)]
    [TestCase(null, false)]
    public void Gzip_only_for_those_who_ask(string? acceptEncoding, bool gzip) =>
        Assert.That(AcceptHeaderReader.Gzip(acceptEncoding), Is.EqualTo(gzip));
}
