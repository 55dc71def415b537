using JamieDaemon.Answering;
using JamieDaemon.Hosting;
using JamieDaemon.Observability.Health;
using JamieDaemon.Observability.Otlp;
using JamieDaemon.Tests.Deploy.Chart;
using JamieDaemon.Tests.Docs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using YamlDotNet.RepresentationModel;

namespace JamieDaemon.Tests.Deploy.Agreement;

/// <summary>Whoever stops or restarts Jamie gives it the time that it takes.</summary>
public sealed class ClocksTests
{
    /// <summary>For a journal whose disk hangs.</summary>
    private static readonly TimeSpan HangingDisk = TimeSpan.FromSeconds(6);

    private static readonly TimeSpan AfterTheDrain = HostStopsWithin() + OtlpClosing.Limit + HangingDisk - new AnsweringOptions().DrainTime;

    [Test]
    public void What_the_documentation_says_of_the_end_is_what_the_code_takes() => Assert.Multiple(() =>
    {
        var page = new MarkdownPage("docs/operations.md");
        Assert.That(page.Says($"for `Answering:DrainTime` ({new AnsweringOptions().DrainTime.TotalSeconds} s) at the most"), Is.True);
        Assert.That(page.Says($"After the drain time and {AfterTheDrain.TotalSeconds} seconds more it ends in any case"), Is.True);
    });

    [Test]
    public async Task Systemd_and_Kubernetes_wait_for_the_drain_and_what_comes_after()
    {
        var grace = (await HelmTemplate.RenderAsync("", "StatefulSet")).Single().PodSpec().Text("terminationGracePeriodSeconds")!;
        Assert.Multiple(() =>
        {
            Assert.That(UnitFile.Time("TimeoutStopSec"), Is.EqualTo(TimeSpan.FromSeconds(int.Parse(grace))));
            Assert.That(UnitFile.Time("TimeoutStopSec"), Is.GreaterThan(new AnsweringOptions().DrainTime + AfterTheDrain));
            Assert.That(new MarkdownPage("docs/operations.md").Says($"leave `TimeoutStopSec`, or `terminationGracePeriodSeconds`, above that ({grace} s)"), Is.True);
        });
    }

    [TestCase("00:01:00", "00:00:00", true)]
    [TestCase("00:01:00", "00:00:01", false)]
    [TestCase("01:09:08", "00:00:00", true)]
    [TestCase("01:09:08", "00:00:01", false)]
    public async Task The_chart_takes_a_drain_time_that_fits_and_no_longer_one(string drain, string less, bool fits)
    {
        var grace = TimeSpan.Parse(drain) + AfterTheDrain - TimeSpan.Parse(less);
        var refusal = await HelmTemplate.RefusalAsync($"terminationGracePeriodSeconds: {grace.TotalSeconds}\nsettings: {{Answering: {{DrainTime: '{drain}'}}}}");
        Assert.That(refusal, fits ? Is.Empty : Does.Contain("Answering:DrainTime"));
    }

    [Test]
    public void Only_a_heartbeat_that_stands_still_makes_anybody_restart_it() => Assert.Multiple(() =>
    {
        var liveness = ChartFiles.Values.Child("livenessProbe")!;
        Assert.That(UnitFile.Time("WatchdogSec"), Is.EqualTo(Readiness.StuckAfter));
        Assert.That(liveness.At("httpGet", "path")!.ToString(), Is.EqualTo("/health/live"));
        // Then the kubelet asks on, so that a machine that pauses is not a daemon that hangs.
        Assert.That(TimeSpan.FromSeconds(Number(liveness, "periodSeconds") * Number(liveness, "failureThreshold")), Is.EqualTo(Readiness.StuckAfter));
    });

    [Test]
    public void Wrong_settings_are_no_reason_to_start_again() =>
        Assert.That(UnitFile.Value("RestartPreventExitStatus").Split(' '), Does.Contain($"{HostExitCode.BadSettings}"));

    [Test]
    public void Systemd_and_Kubernetes_allow_the_same_memory() =>
        Assert.That($"{ChartFiles.Values.At("resources", "limits", "memory")}", Is.EqualTo($"{UnitFile.Value("MemoryMax")}i"));

    private static int Number(YamlNode node, string name) => int.Parse(node.Text(name)!);

    private static TimeSpan HostStopsWithin()
    {
        using var host = JamieHost.CreateBuilder([]).Build();
        return host.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout;
    }
}
