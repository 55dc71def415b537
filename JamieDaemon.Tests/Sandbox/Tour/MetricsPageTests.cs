using JamieDaemon.Sandbox.Tour;

namespace JamieDaemon.Tests.Sandbox.Tour;

public sealed class MetricsPageTests
{
    private const string Page =
        """
        # HELP asked_total Questions.
        # TYPE asked_total counter
        asked_total{status="success",model="a"} 3
        asked_total{status="success",model="b"} 4 1732183445000
        asked_total{status="error",model="a\"b"} 1
        up 1
        size_bytes 1.5e+03
        asked_total_created{status="success"} 99
        """;

    private static readonly MetricsPage Metrics = new(Page);

    [Test]
    public void A_series_is_found_by_name() => Assert.That(Metrics.Value("up"), Is.EqualTo(1));

    [Test]
    public void Numbers_may_be_written_with_an_exponent() => Assert.That(Metrics.Value("size_bytes"), Is.EqualTo(1500));

    [Test]
    public void Series_with_the_wanted_labels_are_summed() =>
        Assert.That(Metrics.Value("asked_total", ("status", "success")), Is.EqualTo(7));

    [Test]
    public void Every_wanted_label_must_be_there() =>
        Assert.That(Metrics.Value("asked_total", ("status", "success"), ("model", "b")), Is.EqualTo(4));

    [TestCase("asked")]
    [TestCase("HELP")]
    [TestCase("nothing")]
    public void What_is_not_there_is_not_zero(string name) => Assert.That(Metrics.Value(name), Is.Null);

    [Test]
    public void A_label_with_another_value_is_not_there() =>
        Assert.That(Metrics.Value("asked_total", ("status", "empty")), Is.Null);
}
