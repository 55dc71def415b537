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
        await watch.CheckAsync(Limits.Token);
        Assert.That(_logs.Count("health.changed"), Is.Zero, "the first look only learns");

        _ollama = HealthCheckResult.Degraded("the model is missing");
        await watch.CheckAsync(Limits.Token);
        await watch.CheckAsync(Limits.Token);
        Assert.That(_logs.Lines.Where(line => line.Event == "health.changed").Select(line => line.Text),
            Is.EqualTo(new[] { "ollama is Degraded: the model is missing" }));

        _ollama = HealthCheckResult.Healthy("the model is there");
        await watch.CheckAsync(Limits.Token);
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
        _ = await port.Client.GetStringAsync("/health", Limits.Token);
        var page = await port.Client.GetStringAsync("/metrics", Limits.Token);
        Assert.That(page, Does.Contain("jamie_health_status{component=\"ollama\"} 0\n")
            .And.Contain("jamie_health_status{component=\"metrics\"} 1\n"));
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
