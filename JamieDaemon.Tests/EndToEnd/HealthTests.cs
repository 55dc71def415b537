using System.Net;
using System.Text.Json;
using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>What probes see of the whole daemon while the world around it changes.</summary>
public sealed class HealthTests
{
    private static readonly HttpClient Http = new();

    [Test]
    public async Task A_daemon_that_lacks_nothing_is_ready_and_names_all_its_components()
    {
        await using var jamie = await RunningJamie.StartAsync(settings: ["Observability:HealthInterval=00:00:01"]);
        await WhenAsync(jamie, "ready", HttpStatusCode.OK, _ => true);
        var health = await WhenAsync(jamie, "health", HttpStatusCode.OK, body => Status(body) == "healthy");
        Assert.That(
            health.GetProperty("components").EnumerateObject().Select(component => component.Name),
            Is.SupersetOf(new[] { "slack", "slack_token", "ollama", "queue", "workers", "logging", "metrics", "model_choices" }));
    }

    [Test]
    public async Task Without_its_model_Jamie_is_degraded_and_ready_to_say_so()
    {
        await using var jamie = await RunningJamie.StartAsync(settings: ["Observability:HealthInterval=00:00:01", "Ollama:WatchInterval=00:00:01"]);
        await WhenAsync(jamie, "health", HttpStatusCode.OK, body => Status(body) == "healthy");
        await jamie.Model.DisposeAsync();
        var health = await WhenAsync(jamie, "health", HttpStatusCode.OK, body => Status(body) == "degraded");
        Assert.That(health.GetProperty("components").GetProperty("ollama").GetProperty("status").GetString(), Is.EqualTo("degraded"));
        await WhenAsync(jamie, "ready", HttpStatusCode.OK, _ => true);
        await WhenAsync(jamie, "health/live", HttpStatusCode.OK, _ => true);
    }

    [Test]
    public async Task Before_Slack_has_let_it_in_Jamie_is_alive_and_not_ready()
    {
        await using var slack = await SlackWorkspace.StartAsync(RunningJamie.Granted(), Limits.Token);
        using var folder = new TempFolder();
        var port = FreePort.Find();
        using var daemon = DaemonProgram.Start(
            ("SLACK_BOT_TOKEN", "xoxb-sandbox"), ("SLACK_APP_TOKEN", "xapp-sandbox"), ("SLACK_API_URL", "http://127.0.0.1:1/api/"),
            ("OLLAMA_URL", "http://127.0.0.1:1"), ("Observability__Port", $"{port}"), ("Observability__Address", "localhost"),
            ("Observability__Logs__Directory", folder.Path), ("Journal__Directory", ""));
        try
        {
            var address = new Uri($"http://localhost:{port}/");
            await WhenAsync(address, "health/live", HttpStatusCode.OK, _ => true);
            var ready = await WhenAsync(
                address, "health/ready", HttpStatusCode.ServiceUnavailable, body => body.GetProperty("components").TryGetProperty("slack", out _) && !body.TryGetProperty("host", out var _));
            Assert.That(ready.GetProperty("components").GetProperty("slack").GetProperty("description").GetString(), Does.StartWith("no socket yet"));
        }
        finally
        {
            daemon.Kill();
            await daemon.WaitForExitAsync(Limits.Token);
        }
    }

    private static string? Status(JsonElement body) => body.GetProperty("status").GetString();

    private static Task<JsonElement> WhenAsync(RunningJamie jamie, string path, HttpStatusCode status, Func<JsonElement, bool> holds) =>
        WhenAsync(new Uri(jamie.MetricsAddress, "/"), path, status, holds);

    private static async Task<JsonElement> WhenAsync(Uri address, string path, HttpStatusCode status, Func<JsonElement, bool> holds)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        var limit = Limits.Token;
        var last = "no answer";
        while (!limit.IsCancellationRequested)
        {
            try
            {
                using var response = await Http.GetAsync(new Uri(address, path), limit);
                last = $"{response.StatusCode} {await response.Content.ReadAsStringAsync(limit)}";
                var body = JsonDocument.Parse(last.Split(' ', 2)[1]).RootElement;
                if (response.StatusCode == status && holds(body)) return body;
            }
            catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
            {
                last = failure.Message;
            }

            await tick.WaitForNextTickAsync();
        }

        throw new AssertionException($"/{path} never answered as expected; last: {last}");
    }
}
