using System.Net;
using JamieDaemon.Observability.Health;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Tests.Observability.Health;

public sealed class HealthWatchTests
{
    private readonly CollectingLoggerProvider _logs = new();
    private int _looks;
    private HealthCheckResult _ollama = HealthCheckResult.Healthy("the model is there");

    [Test]
    public async Task Each_change_is_said_once()
    {
        await using var port = Port();
        var watch = port.Services.GetRequiredService<HealthWatch>();
        await watch.LookAsync(Limits.Token);
        Assert.That(_logs.Count("health.changed"), Is.Zero, "the first look only learns");

        _ollama = HealthCheckResult.Degraded("the model is missing");
        await watch.LookAsync(Limits.Token);
        await watch.LookAsync(Limits.Token);
        Assert.That(_logs.Lines.Where(line => line.Event == "health.changed").Select(line => line.Text),
            Is.EqualTo(new[] { "ollama is Degraded: the model is missing" }));

        _ollama = HealthCheckResult.Healthy("the model is there");
        await watch.LookAsync(Limits.Token);
        Assert.That(_logs.Count("health.recovered"), Is.EqualTo(1));
    }

    [Test]
    public async Task Between_probes_it_looks_by_itself()
    {
        var time = new ManualTimeProvider();
        await using var port = await Port(time).StartAsync();
        await LookAsync(time, () => _looks > 0);
        _ollama = HealthCheckResult.Unhealthy("gone");
        await LookAsync(time, () => _logs.Count("health.changed") == 1);
    }

    [Test]
    public async Task The_health_of_each_component_is_a_metric()
    {
        _ollama = HealthCheckResult.Degraded("the model is missing");
        await using var port = await Port().StartAsync();
        await port.LookAsync();
        var page = await port.Client.GetStringAsync("/metrics", Limits.Token);
        Assert.That(page, Does.Contain("jamie_health_status{component=\"ollama\"} 0\n")
            .And.Contain("jamie_health_status{component=\"metrics\"} 1\n"));
    }

    [Test]
    public async Task Who_was_ill_from_the_start_recovers_without_a_word_of_ours()
    {
        _ollama = HealthCheckResult.Unhealthy("not yet");
        await using var port = Port();
        await port.LookAsync();
        _ollama = HealthCheckResult.Healthy("the model is there");
        await port.LookAsync();
        Assert.That((_logs.Count("health.changed"), _logs.Count("health.recovered")), Is.EqualTo((0, 0)));
    }

    [Test]
    public async Task That_Jamie_is_ready_is_said_once_when_it_is()
    {
        var time = new ManualTimeProvider();
        var slack = HealthStatus.Unhealthy;
        await using var port = await new PortUnderTest(
            time: time, logs: _logs,
            more: services => services.AddHealthChecks().AddCheck("slack", () => new HealthCheckResult(slack), tags: ["ready"])).StartAsync();
        await time.WaitForTimerAsync(TimeSpan.FromSeconds(1));
        Assert.That(_logs.Count("jamie.ready"), Is.Zero);
        slack = HealthStatus.Healthy;
        await LookAsync(time, () => _logs.Count("jamie.ready") == 1);
        slack = HealthStatus.Unhealthy;
        await LookAsync(time, () => _logs.Count("health.changed") == 1);
        slack = HealthStatus.Healthy;
        await LookAsync(time, () => _logs.Count("health.recovered") == 1);
        Assert.That(_logs.Count("jamie.ready"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_probe_waits_for_no_component()
    {
        using var released = new ManualResetEventSlim();
        await using var port = await new PortUnderTest(more: services => services.AddHealthChecks().AddCheck("stuck", () =>
        {
            released.Wait(Limits.Token);
            return HealthCheckResult.Healthy();
        })).StartAsync();
        try
        {
            Assert.That((await port.Client.GetAsync("/health/live", Limits.Token)).StatusCode, Is.EqualTo(HttpStatusCode.OK));
            Assert.That(await port.Client.GetStringAsync("/health", Limits.Token), Does.Contain("\"status\":\"degraded\"").And.Contain("\"components\":{}"));
            Assert.That(await (await port.Client.GetAsync("/ready", Limits.Token)).Content.ReadAsStringAsync(Limits.Token), Does.Contain("\"host\":\"starting\""));
        }
        finally
        {
            released.Set();
        }
    }

    private static Task LookAsync(ManualTimeProvider time, Func<bool> condition) => Eventually.HoldsAsync(() =>
    {
        time.Advance(TimeSpan.FromSeconds(5));
        return condition();
    });

    private PortUnderTest Port(TimeProvider? time = null) =>
        new(time: time, logs: _logs, more: services => services.AddHealthChecks().AddCheck("ollama", Look));

    private HealthCheckResult Look()
    {
        Interlocked.Increment(ref _looks);
        return _ollama;
    }
}
