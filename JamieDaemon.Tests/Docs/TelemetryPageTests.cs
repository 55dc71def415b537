using JamieDaemon.Observability;

namespace JamieDaemon.Tests.Docs;

/// <summary>docs/telemetry.md names every variable that is read for telemetry, and none besides.</summary>
public sealed class TelemetryPageTests
{
    private static readonly MarkdownPage Page = new("docs/telemetry.md");

    [Test]
    public void OpenTelemetrys_variables_are_those_that_are_read()
    {
        var read = new HashSet<string>(StringComparer.Ordinal);
        var options = new ObservabilityOptions();
        options.Otlp.Endpoint = "http://collector:4318";
        // The sampler's argument is read for one sampler only; a signal's own variable and the one for all are alternatives.
        TelemetryPlan.Read(options, name => Heard(name) == "OTEL_TRACES_SAMPLER" ? "traceidratio" : null, isDevelopment: false);
        Assert.That(Page.Table("OpenTelemetry's variables").SelectMany(row => Expanded(row[0])), Is.EquivalentTo(read));

        string Heard(string name)
        {
            read.Add(name);
            return name;
        }
    }

    [Test]
    public void The_defaults_are_what_happens_without_a_variable()
    {
        var options = new ObservabilityOptions();
        options.Otlp.Endpoint = "http://collector:4318";
        var silent = Describe(TelemetryPlan.Read(options, _ => null, isDevelopment: false));
        var spelled = Page.Table("OpenTelemetry's variables").Where(row => row[1] != "none")
            .SelectMany(row => Expanded(row[0]).Take(1), (row, name) => (name, Default: row[1])).ToDictionary(row => row.name, row => row.Default);
        Assert.That(Describe(TelemetryPlan.Read(options, spelled.GetValueOrDefault, isDevelopment: false)), Is.EqualTo(silent));
        spelled["OTEL_BSP_MAX_QUEUE_SIZE"] = "7";
        Assert.That(Describe(TelemetryPlan.Read(options, spelled.GetValueOrDefault, isDevelopment: false)), Is.Not.EqualTo(silent), "and the comparison sees a difference");
    }

    private static string Describe(TelemetryPlan plan) => string.Join('\n', plan.Targets
        .Select(target => $"{target.Signal} {target.Address} {target.IsGrpc} {target.Headers.Count} {target.Timeout} {target.IsCompressed} {target.Temporality} {target.Batch}")
        .Append($"{plan.IsEnabled} {plan.SampleRatio} {plan.ShowsSpans} {plan.Exemplars}")
        .Concat(plan.Problems).Concat(plan.Warnings));

    /// <summary><c>OTEL_{A,B}_C</c> is two names.</summary>
    private static IEnumerable<string> Expanded(string name) =>
        name.Split('{', '}') is [var before, var choices, var after] ? choices.Split(',').Select(choice => before + choice + after) : [name];
}
