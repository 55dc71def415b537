using JamieDaemon.Observability.Endpoint;
using JamieDaemon.Tests.Observability.Prometheus;

namespace JamieDaemon.Tests.Observability.Endpoint;

public sealed class ScrapeBudgetTests
{
    [TestCase("10", 9.5)]
    [TestCase("2", 1.8)]
    [TestCase("0.5", 0.45)]
    [TestCase("86400", 59.5)]
    [TestCase(null, 9.5)]
    [TestCase("", 9.5)]
    [TestCase("-1", 9.5)]
    [TestCase("0", 9.5)]
    [TestCase("soon", 9.5)]
    [Rule(ExpositionRule.Budget)]
    public void A_scrape_gets_what_Prometheus_waits_less_a_margin(string? header, double seconds) =>
        Assert.That(ScrapeBudget.Read(header).TotalSeconds, Is.EqualTo(seconds).Within(1e-6));
}
