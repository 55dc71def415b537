using System.Diagnostics.Metrics;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>What the Web API does to us, by method.</summary>
internal sealed class SlackApiMetrics
{
    private readonly Counter<long> _rateLimited;
    private readonly Dictionary<SlackMethod, KeyValuePair<string, object?>> _tags;

    public SlackApiMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(JamieTelemetry.Name);
        _rateLimited = meter.CreateCounter<long>(
            "slack.api.rate_limited.total", "{call}", "Web API calls that Slack told to wait.");
        _tags = SlackMethod.All.ToDictionary(
            method => method, method => KeyValuePair.Create("method", (object?)method.Name));
        foreach (var tag in _tags.Values)
            _rateLimited.Add(0, tag);
    }

    public void RateLimited(SlackMethod method) => _rateLimited.Add(1, _tags[method]);
}
