using JamieDaemon.Observability;
using JamieDaemon.Observability.Otlp;
using OpenTelemetry.Metrics;

namespace JamieDaemon.Tests.Observability;

/// <summary>Where what goes, by settings and variables.</summary>
public sealed class TelemetryPlanTests
{
    [Test]
    public void Without_an_address_nothing_is_sent()
    {
        var plan = Read();
        Assert.That((plan.IsEnabled, plan.Targets.Count, plan.Problems.Count, plan.ShowsSpans, plan.SampleRatio), Is.EqualTo((true, 0, 0, false, 1d)));
    }

    [TestCase("http://collector:4318", "http://collector:4318/v1/")]
    [TestCase("http://collector:4318/", "http://collector:4318/v1/")]
    [TestCase("https://gateway.example/otlp", "https://gateway.example/otlp/v1/")]
    [TestCase("https://gateway.example/o%20p/?key=a/b", "https://gateway.example/o%20p/v1/", "?key=a/b")]
    public void A_base_address_gets_the_path_of_each_signal(string endpoint, string expected, string query = "") => Assert.That(
        Read(endpoint).Targets.Select(target => target.Address.AbsoluteUri), Is.EqualTo(new[] { $"{expected}traces{query}", $"{expected}metrics{query}", $"{expected}logs{query}" }));

    [Test]
    public void A_query_over_gRPC_is_refused_and_not_shown() =>
        Assert.That(Read("http://c:4317?key=secret", ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc")).Problems.Single(), Does.StartWith(OtlpVariables.Endpoint).And.Not.Contain("secret"));

    [TestCase("a=1, b = 2", "[a, 1] [b, 2]")]
    [TestCase("a=x%2Cevil%3Dy", "[a, x,evil=y]")]
    [TestCase("a=b=c%20d", "[a, b=c d]")]
    [TestCase(",a=1,,b=2,", "[a, 1] [b, 2]")]
    [TestCase("a=", "[a, ]")]
    public void Headers_are_split_before_they_are_decoded(string headers, string expected)
    {
        var plan = Read("http://c:4318", ("OTEL_EXPORTER_OTLP_HEADERS", headers));
        Assert.That((plan.Problems.Count, string.Join(' ', plan.Targets[0].Headers)), Is.EqualTo((0, expected)));
    }

    [Test]
    public void A_signals_own_address_is_taken_as_it_is_and_activates_that_signal_alone()
    {
        var plan = Read("", ("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "http://jaeger:4318/custom"));
        Assert.That(plan.Targets.Select(target => (target.Signal, target.Address.AbsoluteUri)), Is.EqualTo(new[] { (OtlpSignal.Traces, "http://jaeger:4318/custom") }));
    }

    [TestCase("none", "")]
    [TestCase("console", "")]
    [TestCase("otlp", "traces")]
    [TestCase("console, OTLP", "traces")]
    [TestCase(" ", "traces")]
    public void Traces_go_where_OTEL_TRACES_EXPORTER_says(string exporter, string expected) => Assert.That(
        string.Join(' ', Read("http://c:4318", ("OTEL_TRACES_EXPORTER", exporter)).For(OtlpSignal.Traces).Select(target => target.Signal.Word())), Is.EqualTo(expected));

    [Test]
    public void An_exporter_that_is_named_needs_no_address() =>
        Assert.That(Read("", ("OTEL_LOGS_EXPORTER", "otlp")).Targets.Single().Address.AbsoluteUri, Is.EqualTo("http://localhost:4318/v1/logs"));

    [Test]
    public void A_signals_own_variables_win_over_those_for_all()
    {
        var plan = Read(
            "http://c:4317", ("OTEL_EXPORTER_OTLP_PROTOCOL", "grpc"), ("OTEL_EXPORTER_OTLP_TIMEOUT", "2000"), ("OTEL_EXPORTER_OTLP_METRICS_TIMEOUT", "500"),
            ("OTEL_EXPORTER_OTLP_COMPRESSION", "gzip"), ("OTEL_EXPORTER_OTLP_LOGS_COMPRESSION", "none"), ("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", "Delta"));
        Assert.That(plan.Problems, Is.Empty);
        Assert.That(
            plan.Targets.Select(target => (target.Address.AbsoluteUri, target.IsGrpc, target.Timeout.TotalMilliseconds, target.IsCompressed, target.Temporality)),
            Is.EqualTo(new[]
            {
                ("http://c:4317/", true, 2000d, true, OtlpTemporality.Cumulative), ("http://c:4317/", true, 500d, true, OtlpTemporality.Delta),
                ("http://c:4317/", true, 2000d, false, OtlpTemporality.Cumulative),
            }));
    }

    [TestCase("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "secret-host:4318")]
    [TestCase("OTEL_EXPORTER_OTLP_LOGS_ENDPOINT", "https://user:secret@host")]
    [TestCase("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "ftp://secret")]
    [TestCase("OTEL_EXPORTER_OTLP_HEADERS", "secret")]
    [TestCase("OTEL_EXPORTER_OTLP_HEADERS", "a=secret,=x")]
    [TestCase("OTEL_EXPORTER_OTLP_HEADERS", "a=secret%0d%0ax:y")]
    [TestCase("OTEL_EXPORTER_OTLP_HEADERS", "a=secret,a=b")]
    [TestCase("OTEL_EXPORTER_OTLP_METRICS_HEADERS", "b c=secret")]
    [TestCase("OTEL_EXPORTER_OTLP_CERTIFICATE", "/no/such/file.pem")]
    [TestCase("OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE", "/etc/passwd")]
    public void What_cannot_be_taken_is_named_once_and_not_shown(string variable, string value)
    {
        var problems = Read("http://c:4318", (variable, value)).Problems;
        Assert.That(problems, Has.Count.EqualTo(1));
        Assert.That(problems[0], Does.StartWith(variable).And.Not.Contain("secret"));
    }

    /// <summary>https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/#parsing-empty-value and what follows</summary>
    [TestCase("OTEL_BSP_MAX_QUEUE_SIZE", "secret")]
    [TestCase("OTEL_EXPORTER_OTLP_COMPRESSION", "secret")]
    [TestCase("OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE", "secret")]
    [TestCase("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json")]
    [TestCase("OTEL_EXPORTER_OTLP_TIMEOUT", "-1")]
    [TestCase("OTEL_LOGS_EXPORTER", "otlp,secret")]
    [TestCase("OTEL_METRICS_EXEMPLAR_FILTER", "secret")]
    [TestCase("OTEL_METRICS_EXPORTER", "secret")]
    [TestCase("OTEL_METRIC_EXPORT_INTERVAL", "0")]
    [TestCase("OTEL_PROPAGATORS", "secret")]
    [TestCase("OTEL_PROPAGATORS", "tracecontext,b3")]
    [TestCase("OTEL_RESOURCE_ATTRIBUTES", "secret")]
    [TestCase("OTEL_SDK_DISABLED", "secret")]
    [TestCase("OTEL_TRACES_EXPORTER", "secret")]
    [TestCase("OTEL_TRACES_EXPORTER", "zipkin")]
    [TestCase("OTEL_TRACES_SAMPLER", "jaeger_remote")]
    [TestCase("OTEL_TRACES_SAMPLER", "secret")]
    public void What_Jamie_does_not_know_of_is_warned_about_and_passed_over(string variable, string value)
    {
        var (plan, silent) = (Read("http://c:4318", (variable, value)), Read("http://c:4318"));
        Assert.That((plan.Problems, plan.Warnings.Count), Is.EqualTo((silent.Problems, 1)));
        Assert.That(plan.Warnings[0], Does.StartWith(variable).And.Not.Contain("secret"));
        Assert.That((plan.Targets, plan.SampleRatio, plan.ResourceAttributes, plan.IsEnabled), Is.EqualTo((silent.Targets, silent.SampleRatio, silent.ResourceAttributes, true)));
    }

    [Test]
    public void A_share_that_is_none_is_passed_over()
    {
        var plan = Read("", ("OTEL_TRACES_SAMPLER", "traceidratio"), ("OTEL_TRACES_SAMPLER_ARG", "1.5"));
        Assert.That((plan.SampleRatio, plan.Problems.Count), Is.EqualTo((1d, 0)));
        Assert.That(plan.Warnings.Single(), Does.StartWith("OTEL_TRACES_SAMPLER_ARG must be a number from 0 to 1"));
    }

    [TestCase("otlp, zipkin", 1)]
    [TestCase("none, zipkin", 0)]
    public void An_exporter_beside_an_unknown_one_counts(string exporters, int expected) =>
        Assert.That(Read("http://c:4318", ("OTEL_TRACES_EXPORTER", exporters)).For(OtlpSignal.Traces).Count(), Is.EqualTo(expected));

    [TestCase("Always_Off", null, 0)]
    [TestCase("parentbased_always_on", null, 1)]
    [TestCase("parentbased_traceidratio", "0.25", 0.25)]
    [TestCase("traceidratio", null, 1)]
    public void The_sampler_wins_over_the_setting(string sampler, string? argument, double expected)
    {
        var options = new ObservabilityOptions();
        options.Traces.SampleRatio = 0.5;
        Assert.That(TelemetryPlan.Read(options, Variables(("OTEL_TRACES_SAMPLER", sampler), ("OTEL_TRACES_SAMPLER_ARG", argument!)), isDevelopment: false).SampleRatio, Is.EqualTo(expected));
    }

    [TestCase(null, ExemplarFilterType.TraceBased)]
    [TestCase("always_on", ExemplarFilterType.AlwaysOn)]
    [TestCase("ALWAYS_OFF", ExemplarFilterType.AlwaysOff)]
    public void Who_names_a_trace_can_be_set(string? filter, ExemplarFilterType expected) =>
        Assert.That(Read("", ("OTEL_METRICS_EXEMPLAR_FILTER", filter!)).Exemplars, Is.EqualTo(expected));

    [Test]
    public void Spans_are_shown_in_development_or_where_somebody_asks_for_it()
    {
        static bool Shows(bool? setting, bool isDevelopment, params (string, string)[] variables)
        {
            var options = new ObservabilityOptions();
            options.Traces.Console = setting;
            return TelemetryPlan.Read(options, Variables(variables), isDevelopment).ShowsSpans;
        }

        Assert.That((Shows(null, true), Shows(false, true), Shows(true, false), Shows(null, false)), Is.EqualTo((true, false, true, false)));
        Assert.That(Shows(null, false, ("OTEL_TRACES_EXPORTER", "console")), Is.True);
    }

    [Test]
    public void Turned_off_nothing_goes_anywhere_and_nothing_is_wrong()
    {
        var options = new ObservabilityOptions { Telemetry = false };
        (options.Otlp.Endpoint, options.Logfire.Token) = ("nowhere", "not a token");
        var plan = TelemetryPlan.Read(options, Variables(("OTEL_EXPORTER_OTLP_HEADERS", "x"), ("OTEL_RESOURCE_ATTRIBUTES", "team=sre")), isDevelopment: true);
        Assert.That((plan.IsEnabled, plan.ShowsSpans, plan.Targets.Count, plan.Problems.Count), Is.EqualTo((false, false, 0, 0)));
        Assert.That(plan.ResourceAttributes, Does.ContainKey("team"), "logs and metrics have them too");
    }

    [Test]
    public void Attributes_of_the_process_are_decoded() => Assert.That(
        Read("", ("OTEL_RESOURCE_ATTRIBUTES", "k8s.pod.name=jamie-1, team=sre%20%26%20ops")).ResourceAttributes,
        Is.EquivalentTo(new Dictionary<string, object> { ["k8s.pod.name"] = "jamie-1", ["team"] = "sre & ops" }));

    [Test]
    public void A_token_in_them_leaves_nobody() =>
        Assert.That(Read("", ("OTEL_RESOURCE_ATTRIBUTES", "who=xoxb-1-%73ecret")).ResourceAttributes["who"], Is.EqualTo("[redacted]"));

    [Test]
    public void A_target_shows_neither_its_address_nor_its_headers() =>
        Assert.That($"{Read("http://c:4318/secret", ("OTEL_EXPORTER_OTLP_HEADERS", "a=secret")).Targets[0]}", Does.Not.Contain("secret"));

    private static TelemetryPlan Read(string endpoint = "", params (string, string)[] variables)
    {
        var options = new ObservabilityOptions();
        options.Otlp.Endpoint = endpoint;
        return TelemetryPlan.Read(options, Variables(variables), isDevelopment: false);
    }

    private static Func<string, string?> Variables(params (string Name, string Value)[] variables) =>
        name => Array.Find(variables, variable => variable.Name == name).Value;
}
