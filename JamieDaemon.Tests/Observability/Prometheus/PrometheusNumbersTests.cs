using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Observability.Prometheus;

namespace JamieDaemon.Tests.Observability.Prometheus;

public sealed class PrometheusNumbersTests
{
    // The right column is what Go prints with %g, plus ".0" for what looks like an integer.
    [TestCase(0, "0.0")]
    [TestCase(0.005, "0.005")]
    [TestCase(0.1, "0.1")]
    [TestCase(1, "1.0")]
    [TestCase(2.5, "2.5")]
    [TestCase(10, "10.0")]
    [TestCase(-0.5, "-0.5")]
    [TestCase(100000, "100000.0")]
    [TestCase(123456.75, "123456.75")]
    [TestCase(1e6, "1e+06")]
    [TestCase(1048576, "1.048576e+06")]
    [TestCase(1e16, "1e+16")]
    [TestCase(1e100, "1e+100")]
    [TestCase(0.0001, "0.0001")]
    [TestCase(0.00001, "1e-05")]
    [TestCase(0.000012, "1.2e-05")]
    [TestCase(double.PositiveInfinity, "+Inf")]
    [Rule(ExpositionRule.Bounds)]
    public void A_bound_has_one_spelling(double bound, string text) =>
        Assert.That(PrometheusNumbers.Bound(bound), Is.EqualTo(text));

    [Test]
    [Rule(ExpositionRule.Bounds)]
    public void Every_bound_reads_back_as_the_same_number() => Prop.ForAll<double>(bound =>
        !double.IsFinite(bound)
        || double.Parse(PrometheusNumbers.Bound(bound), CultureInfo.InvariantCulture).Equals(bound)).QuickCheckThrowOnFailure();

    [TestCase(double.NaN, "NaN")]
    [TestCase(double.PositiveInfinity, "+Inf")]
    [TestCase(double.NegativeInfinity, "-Inf")]
    [TestCase(1.5, "1.5")]
    [Rule(ExpositionRule.Numbers)]
    public void A_value_is_spelled_as_Go_reads_it(double value, string text) =>
        Assert.That(PrometheusNumbers.Value(value), Is.EqualTo(text));
}
