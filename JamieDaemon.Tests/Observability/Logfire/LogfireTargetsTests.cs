using JamieDaemon.Observability;
using JamieDaemon.Observability.Otlp;

namespace JamieDaemon.Tests.Observability.Logfire;

/// <summary>Where Logfire is, by its token.</summary>
public sealed class LogfireTargetsTests
{
    [TestCase("pylf_v1_us_abc", "https://logfire-us.pydantic.dev/v1/traces")]
    [TestCase("pylf_v1_eu_abc", "https://logfire-eu.pydantic.dev/v1/traces")]
    [TestCase("pylf_v12_stagingus_abc", "https://logfire-us.pydantic.info/v1/traces")]
    [TestCase("pylf_v1_stagingeu_a_b", "https://logfire-eu.pydantic.info/v1/traces")]
    public void The_token_names_its_region(string token, string expected)
    {
        var plan = Read(token);
        Assert.That((plan.Targets[0].Address.AbsoluteUri, plan.Warnings.Count), Is.EqualTo((expected, 0)));
    }

    [TestCase("abc")]
    [TestCase("pylf_v1_mars_abc")]
    [TestCase("pylf_vx_eu_abc")]
    public void A_token_of_no_region_is_American_and_doubted_without_being_shown(string token)
    {
        var plan = Read(token);
        Assert.That(plan.Targets[0].Address.Host, Is.EqualTo("logfire-us.pydantic.dev"));
        Assert.That(plan.Warnings, Has.Count.EqualTo(1).And.Some.Contains("LOGFIRE_BASE_URL").And.None.Contains(token));
    }

    [Test]
    public void All_three_signals_go_there_zipped_and_the_sums_since_the_last_time()
    {
        var plan = Read("pylf_v1_us_abc", baseUrl: "https://logfire.example/");
        Assert.That(
            plan.Targets.Select(target => (target.Destination, target.Address.AbsoluteUri, string.Join(',', target.Headers), target.IsCompressed, target.IsGrpc, target.Temporality)).Distinct(),
            Is.EqualTo(OtlpSignals.All.Select(signal =>
                ("logfire", $"https://logfire.example/v1/{signal.Word()}", "[Authorization, pylf_v1_us_abc]", true, false, OtlpTemporality.Delta))));
    }

    [TestCase("true", 3, 0)]
    [TestCase("if-token-present", 3, 0)]
    [TestCase("", 3, 0)]
    [TestCase("False", 0, 0)]
    [TestCase("perhaps", 0, 1)]
    public void Whether_anything_goes_there_can_be_said(string send, int targets, int problems)
    {
        var plan = Read("pylf_v1_us_abc", send);
        Assert.That((plan.Targets.Count, plan.Problems.Count), Is.EqualTo((targets, problems)));
    }

    [Test]
    public void Without_a_token_only_somebody_who_insists_is_warned()
    {
        Assert.That(Read("", "true").Warnings, Has.Count.EqualTo(1).And.Some.Contains("LOGFIRE_TOKEN"));
        Assert.That(Read("").Warnings.Concat(Read("", "false").Warnings), Is.Empty);
    }

    [TestCase("pylf_v1_us_a,pylf_v1_eu_b")]
    [TestCase("pylf_v1_us_a b")]
    [TestCase("pylf_v1_us_a\n")]
    public void What_is_no_token_is_refused_and_not_shown(string token) =>
        Assert.That(Read(token).Problems, Has.Count.EqualTo(1).And.Some.StartsWith("LOGFIRE_TOKEN").And.None.Contains("pylf"));

    [Test]
    public void An_address_that_is_none_is_refused() =>
        Assert.That(Read("pylf_v1_us_a", baseUrl: "logfire.example").Problems, Has.Count.EqualTo(1).And.Some.StartsWith("LOGFIRE_BASE_URL"));

    private static TelemetryPlan Read(string token, string send = "if-token-present", string baseUrl = "")
    {
        var options = new ObservabilityOptions();
        (options.Logfire.Token, options.Logfire.Send, options.Logfire.BaseUrl) = (token, send, baseUrl);
        return TelemetryPlan.Read(options, _ => null, isDevelopment: false);
    }
}
