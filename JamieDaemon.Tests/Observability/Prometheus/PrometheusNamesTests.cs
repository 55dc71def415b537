using JamieDaemon.Observability.Prometheus;

namespace JamieDaemon.Tests.Observability.Prometheus;

public sealed class PrometheusNamesTests
{
    [TestCase("ollama.requests.total", "{request}", PrometheusKind.Counter, "ollama_requests", "ollama_requests_total")]
    [TestCase("ollama.load", "s", PrometheusKind.Histogram, "ollama_load_seconds", "ollama_load_seconds")]
    [TestCase("http.requests.total", "{request}", PrometheusKind.Counter, "http_requests", "http_requests_total")]
    [TestCase("process.cpu", "s", PrometheusKind.Counter, "process_cpu_seconds", "process_cpu_seconds_total")]
    [TestCase("process.cpu.seconds.total", "s", PrometheusKind.Counter, "process_cpu_seconds", "process_cpu_seconds_total")]
    [TestCase("jobs.total.total", "", PrometheusKind.Counter, "jobs", "jobs_total")]
    [TestCase("jobs", "total", PrometheusKind.Counter, "jobs", "jobs_total")]
    [TestCase("process.memory", "By", PrometheusKind.Gauge, "process_memory_bytes", "process_memory_bytes")]
    [TestCase("ollama.errors.rate", "", PrometheusKind.Gauge, "ollama_errors_rate", "ollama_errors_rate")]
    [TestCase("ratio", "1", PrometheusKind.Gauge, "ratio", "ratio")]
    [TestCase("milliseconds", "s", PrometheusKind.Gauge, "milliseconds_seconds", "milliseconds_seconds")]
    [TestCase("seconds", "s", PrometheusKind.Gauge, "seconds", "seconds")]
    [TestCase("5xx--answers..now", null, PrometheusKind.Gauge, "_5xx_answers_now", "_5xx_answers_now")]
    [TestCase("a__b:c", null, PrometheusKind.Gauge, "a_b:c", "a_b:c")]
    [TestCase("größe", "kBy/s", PrometheusKind.Gauge, "gr_e_kilobytes_per_second", "gr_e_kilobytes_per_second")]
    [Rule(ExpositionRule.Names), Rule(ExpositionRule.Suffixes), Rule(ExpositionRule.NoUnitOne)]
    public void A_family_has_its_name_unit_and_type(string name, string? unit, PrometheusKind kind, string family, string sample)
    {
        var named = PrometheusNames.Family(name, unit, kind, help: null);
        Assert.That((named.Name, named.SampleName), Is.EqualTo((family, sample)));
    }

    [TestCase("error_type", "error_type")]
    [TestCase("server.address", "server_address")]
    [TestCase("a:b", "a_b")]
    [TestCase("__name__", "_name_")]
    [TestCase("7days", "_7days")]
    [TestCase("", "_")]
    [TestCase("日本", "_")]
    [Rule(ExpositionRule.Labels), Rule(ExpositionRule.LegacyNames)]
    public void A_label_has_a_legal_name(string key, string label) => Assert.That(PrometheusNames.Label(key), Is.EqualTo(label));

    [TestCase(null, "")]
    [TestCase("", "")]
    [TestCase("1", "")]
    [TestCase("{request}", "")]
    [TestCase("s", "seconds")]
    [TestCase("d", "days")]
    [TestCase("h", "hours")]
    [TestCase("min", "minutes")]
    [TestCase("ms", "milliseconds")]
    [TestCase("us", "microseconds")]
    [TestCase("ns", "nanoseconds")]
    [TestCase("By", "bytes")]
    [TestCase("KiBy", "kibibytes")]
    [TestCase("MiBy", "mebibytes")]
    [TestCase("GiBy", "gibibytes")]
    [TestCase("TiBy", "tebibytes")]
    [TestCase("kBy", "kilobytes")]
    [TestCase("MBy", "megabytes")]
    [TestCase("GBy", "gigabytes")]
    [TestCase("TBy", "terabytes")]
    [TestCase("m", "meters")]
    [TestCase("V", "volts")]
    [TestCase("A", "amperes")]
    [TestCase("J", "joules")]
    [TestCase("W", "watts")]
    [TestCase("g", "grams")]
    [TestCase("Cel", "celsius")]
    [TestCase("Hz", "hertz")]
    [TestCase("%", "percent")]
    [TestCase("{token}/s", "per_second")]
    [TestCase("By/s", "bytes_per_second")]
    [TestCase("m/s{ground}", "meters_per_second")]
    [TestCase("furlong", "furlong")]
    [TestCase("x^2", "x_2")]
    [Rule(ExpositionRule.Units)]
    public void A_unit_is_spelled_out(string? unit, string spelled) =>
        Assert.That(PrometheusUnits.Spell(unit), Is.EqualTo(spelled));
}
