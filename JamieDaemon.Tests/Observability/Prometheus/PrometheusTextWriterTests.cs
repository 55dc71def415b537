using System.Text;
using JamieDaemon.Observability.Prometheus;

namespace JamieDaemon.Tests.Observability.Prometheus;

public sealed class PrometheusTextWriterTests
{
    private static readonly PrometheusFamily Requests =
        new("ollama_requests", PrometheusKind.Counter, "", "Answers \"asked\" for:\nall \\ of them.");
    private static readonly PrometheusFamily Duration = new("wait_seconds", PrometheusKind.Histogram, "seconds", "");
    private static readonly PrometheusFamily Target = new("target", PrometheusKind.Info, "", "Who.");

    [Test]
    [Rule(ExpositionRule.Escapes)]
    public void The_text_format_names_samples_and_escapes_two_characters_in_help()
    {
        Assert.That(Page(openMetrics: false), Is.EqualTo(""""
            # TYPE target_info gauge
            # HELP target_info Who.
            target_info{service_name="jamie"} 1
            # TYPE ollama_requests_total counter
            # HELP ollama_requests_total Answers "asked" for:\nall \\ of them.
            ollama_requests_total{model="a\\b",status="say \"hi\"\n"} 12
            # TYPE wait_seconds histogram
            wait_seconds_bucket{le="0.5"} 1
            wait_seconds_bucket{le="+Inf"} 2
            wait_seconds_sum NaN
            wait_seconds_count 2

            """"));
    }

    [Test]
    [Rule(ExpositionRule.Escapes), Rule(ExpositionRule.OpenMetricsGrammar)]
    public void OpenMetrics_names_families_gives_units_and_ends()
    {
        Assert.That(Page(openMetrics: true), Is.EqualTo(""""
            # TYPE target info
            # HELP target Who.
            target_info{service_name="jamie"} 1
            # TYPE ollama_requests counter
            # HELP ollama_requests Answers \"asked\" for:\nall \\ of them.
            ollama_requests_total{model="a\\b",status="say \"hi\"\n"} 12
            # TYPE wait_seconds histogram
            # UNIT wait_seconds seconds
            wait_seconds_bucket{le="0.5"} 1
            wait_seconds_bucket{le="+Inf"} 2
            wait_seconds_sum NaN
            wait_seconds_count 2
            # EOF

            """"));
    }

    [Test]
    [Rule(ExpositionRule.Escapes)]
    public void A_lone_surrogate_becomes_the_replacement_character()
    {
        var writer = new PrometheusTextWriter();
        writer.WriteSample("a", [new("b", "x\uD800y\uDC00")], 1);
        Assert.That(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(writer.Written),
            Is.EqualTo("a{b=\"x\uFFFDy\uFFFD\"} 1\n"));
    }

    [Test]
    public void What_is_rolled_back_is_gone()
    {
        var writer = new PrometheusTextWriter();
        writer.WriteSample("a", [], 1);
        var kept = writer.Length;
        writer.WriteSample("b", [new("text", new string('x', 100_000))], 2);
        writer.RollBackTo(kept);
        writer.WriteSample("c", [], 3);
        Assert.That(Encoding.UTF8.GetString(writer.Written), Is.EqualTo("a 1\nc 3\n"));
    }

    [Test]
    public void A_page_without_end_is_refused()
    {
        var writer = new PrometheusTextWriter();
        var label = new string('x', PrometheusTextWriter.MaximumBytes / 8);
        Assert.That(() =>
        {
            for (var i = 0; i < 9; i++)
            {
                writer.WriteSample("a", [new("b", label)], i);
            }
        }, Throws.InvalidOperationException.With.Message.Contains("32 MiB"));
    }

    private static string Page(bool openMetrics)
    {
        var writer = new PrometheusTextWriter();
        writer.Begin(openMetrics);
        writer.WriteFamily(Target);
        writer.WriteSample(Target.SampleName, [new("service_name", "jamie")], 1);
        writer.WriteFamily(Requests);
        writer.WriteSample(Requests.SampleName, [new("model", "a\\b"), new("status", "say \"hi\"\n")], 12);
        writer.WriteFamily(Duration);
        writer.BeginSeries([]);
        writer.BeginBuckets(Duration.Name);
        writer.WriteBucket("0.5"u8, 1);
        writer.WriteBucket("+Inf"u8, 2);
        writer.WriteSample(Duration.Name, "_sum", double.NaN);
        writer.WriteSample(Duration.Name, "_count", 2);
        writer.WriteEnd();
        return Encoding.UTF8.GetString(writer.Written);
    }
}
