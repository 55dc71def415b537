using JamieDaemon.Observability.Endpoint;
using JamieDaemon.Observability.Health;
using JamieDaemon.Slack.SocketMode;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using YamlDotNet.RepresentationModel;

namespace JamieDaemon.Tests.Docs;

/// <summary>Holds docs/health.md against what the daemon answers.</summary>
public sealed class HealthPageTests
{
    private static readonly MarkdownPage Page = new("docs/health.md");

    [Test]
    public void Its_components_are_the_daemons_and_gate_what_they_gate()
    {
        using var host = JamieHost.CreateBuilder(["--Slack:BotToken=xoxb-1", "--Slack:AppToken=xapp-1", "--Observability:Logs:Directory="]).Build();
        var checks = host.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations;
        Assert.That(
            Page.Table("The components").Select(row => (row[0], row[1])),
            Is.EquivalentTo(checks.Select(check => (check.Name, check.Tags.Contains(Readiness.GateTag) ? "yes" : "no"))));
    }

    [Test]
    public void Its_paths_are_answered_and_all_that_are_answered_are_there()
    {
        var paths = Page.Table("What to ask").Select(row => row[0]).ToList();
        Assert.That(paths, Is.Unique);
        Assert.That(paths.Select(ObservabilityRoutes.OfPath), Has.None.EqualTo(ObservabilityRoutes.Other));
        Assert.That(
            paths.Select(ObservabilityRoutes.OfPath).Distinct(),
            Is.EquivalentTo(ObservabilityRoutes.All.Except([ObservabilityRoutes.Metrics, ObservabilityRoutes.Other])));
    }

    [Test]
    public void Its_limits_are_the_codes() => Assert.Multiple(() =>
    {
        Assert.That(Page.Says($"less than {Readiness.StuckAfter.TotalSeconds} s old"), Is.True);
        Assert.That(Page.Says($"after {SocketModeHealthCheck.Patience.TotalSeconds} s without one"), Is.True);
    });

    [Test]
    public void Its_probes_ask_what_is_answered()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(Page.Code("yaml").Single()));
        var probes = (YamlMappingNode)yaml.Documents[0].RootNode;
        var paths = probes.Children.ToDictionary(probe => probe.Key.ToString(), probe => probe.Value["httpGet"]["path"].ToString());
        Assert.That(paths["livenessProbe"], Is.EqualTo(ObservabilityRoutes.Live));
        Assert.That(paths["startupProbe"], Is.EqualTo(ObservabilityRoutes.Live));
        Assert.That(paths["readinessProbe"], Is.EqualTo(ObservabilityRoutes.Ready));
    }
}
