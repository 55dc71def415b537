using System.Globalization;
using JamieDaemon.Observability.Prometheus;

namespace JamieDaemon.Tests.Observability.Prometheus;

public sealed class PrometheusLabelsTests
{
    private static IEnumerable<TestCaseData> Values() =>
    [
        new("plain", "plain"),
        new(true, "true"),
        new(1.5, "1.5"),
        new(double.PositiveInfinity, "+Inf"),
        new(-7L, "-7"),
        new(DayOfWeek.Friday, "Friday"),
        new(new[] { "a", "b\"c" }, """["a","b\"c"]"""),
        new(new[] { 1, 2 }, "[1,2]"),
    ];

    [TestCaseSource(nameof(Values))]
    [Rule(ExpositionRule.Labels)]
    public void Every_value_has_one_text_in_every_culture(object value, string text)
    {
        var before = CultureInfo.CurrentCulture;
        var comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (comma.NumberFormat.NumberDecimalSeparator, comma.NumberFormat.NegativeSign) = (",", "−");
        CultureInfo.CurrentCulture = comma;
        try
        {
            Assert.That(Read(null, ("a", value)), Is.EqualTo(new[] { new PrometheusLabel("a", text) }));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestCase(null)]
    [TestCase("")]
    [Rule(ExpositionRule.Labels)]
    public void An_empty_value_is_no_label(string? value) => Assert.That(Read(null, ("a", value)), Is.Empty);

    [Test]
    [Rule(ExpositionRule.Labels)]
    public void Keys_that_become_one_name_are_joined_in_the_order_of_the_keys() => Assert.That(
        Read(null, ("x", "0"), ("a_b", "2"), ("a.b", "1")),
        Is.EqualTo(new[] { new PrometheusLabel("a_b", "1;2"), new PrometheusLabel("x", "0") }));

    [Test]
    [Rule(ExpositionRule.Labels)]
    public void The_name_that_buckets_need_is_left_to_them() => Assert.That(
        Read("le", ("le", "mine"), ("b", "1")), Is.EqualTo(new[] { new PrometheusLabel("b", "1") }));

    private static PrometheusLabel[] Read(string? except, params (string Key, object? Value)[] tags)
    {
        var labels = new PrometheusLabels();
        foreach (var (key, value) in tags)
        {
            labels.Add(key, value);
        }

        return labels.Read(except).ToArray();
    }
}
