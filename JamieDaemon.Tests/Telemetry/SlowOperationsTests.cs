using JamieDaemon.Telemetry;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Telemetry;

public sealed class SlowOperationsTests
{
    private readonly CollectingLogger<SlowOperations> _logger = new();
    private readonly SlowOptions _options = new();

    [Test]
    public void What_takes_longer_than_its_limit_is_warned_about_once_with_its_name_time_and_setting()
    {
        Slow().ApiCall("slack", "chat.postMessage", TimeSpan.FromSeconds(1.5));
        Assert.That(_logger.Lines, Is.EqualTo(new[]
        {
            (LogLevel.Warning, "slow_operation", "slack chat.postMessage took 00:00:01.5000000, more than 00:00:01 (Slow:ApiCall)"),
        }));
    }

    [Test]
    public void Each_kind_has_a_limit_of_its_own()
    {
        var slow = Slow();
        Saying(slow, TimeSpan.Zero);
        Assert.That(_logger.Lines, Is.Empty, "what takes just so long is not slow");
        Saying(slow, TimeSpan.FromTicks(1));
        Assert.That(_logger.Lines.Select(line => line.Text.Split(" took ")[0]), Is.EqualTo(new[] { "slack auth.test", "ollama chat", "context", "GET /metrics", "health of queue" }));
    }

    [Test]
    public void Zero_turns_a_warning_off()
    {
        _options.Model = TimeSpan.Zero;
        Slow().Model("chat", TimeSpan.FromDays(1));
        Assert.That(_logger.Lines, Is.Empty);
    }

    [TestCase(ExternalApi.Slack, "chat.update", 2, ExternalStatus.Success, "slack chat.update")]
    [TestCase(ExternalApi.Slack, "chat.update", 2, ExternalStatus.Error, null, Description = "said by whoever gives up on it")]
    [TestCase(ExternalApi.Slack, "chat.update", 2, ExternalStatus.RateLimited, null)]
    [TestCase(ExternalApi.Slack, "chat.update", 2, ExternalStatus.Cancelled, null)]
    [TestCase(ExternalApi.Ollama, "chat", 59, ExternalStatus.Success, null, Description = "models take their time")]
    [TestCase(ExternalApi.Ollama, "chat", 61, ExternalStatus.Success, "ollama chat")]
    [TestCase(ExternalApi.Ollama, "api/ps", 2, ExternalStatus.Success, "ollama api/ps")]
    public void The_observer_of_all_calls_tells_of_those_that_succeeded(ExternalApi api, string operation, int seconds, ExternalStatus status, string? name)
    {
        using var readings = new MeterReadings();
        var observer = new JobObserver(readings.Jamie, Slow(), new CollectingLogger<JobObserver>());
        observer.Called(api, operation, status, TimeSpan.FromSeconds(seconds));
        Assert.That(_logger.Lines.Select(line => line.Text.Split(" took ")[0]), Is.EqualTo(name is null ? [] : new[] { name }));
    }

    private void Saying(SlowOperations slow, TimeSpan more)
    {
        slow.ApiCall("slack", "auth.test", _options.ApiCall + more);
        slow.Model("chat", _options.Model + more);
        slow.Context(_options.Context + more);
        slow.Request("GET", "/metrics", _options.Request + more);
        slow.HealthCheck("queue", _options.HealthCheck + more);
    }

    private SlowOperations Slow() => new(Options.Create(_options), _logger);
}
