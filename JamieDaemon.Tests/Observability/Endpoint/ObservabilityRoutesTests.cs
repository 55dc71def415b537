using JamieDaemon.Observability.Endpoint;

namespace JamieDaemon.Tests.Observability.Endpoint;

public sealed class ObservabilityRoutesTests
{
    [TestCase("/metrics", "/metrics")]
    [TestCase("/health", "/health")]
    [TestCase("/health/live", "/health/live")]
    [TestCase("/health/ready", "/health/ready")]
    [TestCase("/ready", "/health/ready")]
    [TestCase("/", "other")]
    [TestCase("", "other")]
    [TestCase("/Metrics", "other")]
    [TestCase("/metrics/", "other")]
    [TestCase("//metrics", "other")]
    [TestCase("/healthz", "other")]
    public void A_path_is_one_of_four_or_other(string path, string route) =>
        Assert.That(ObservabilityRoutes.OfPath(path), Is.EqualTo(route));

    [TestCase("GET", "GET")]
    [TestCase("HEAD", "HEAD")]
    [TestCase("get", "other")]
    [TestCase("BREW", "other")]
    public void A_method_is_one_of_two_or_other(string method, string word) =>
        Assert.That(ObservabilityRoutes.OfMethod(method), Is.EqualTo(word));
}
