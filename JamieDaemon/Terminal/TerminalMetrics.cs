using System.Diagnostics.Metrics;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Terminal;

/// <summary>The numbers of the chat that is not Slack's, under the names they have had since there was an HTTP API for it.</summary>
internal sealed class TerminalMetrics
{
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;

    public TerminalMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(JamieTelemetry.Name);
        _requests = meter.CreateCounter<long>("api.chat.requests.total", "{request}", "Questions asked outside Slack, by how they ended.");
        _duration = meter.CreateHistogram(
            "api.chat.request.duration", "s", "Time from the question to the end of its answer.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [.1, .25, .5, 1, 2.5, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600] });
        foreach (var status in (string[])["success", "error", "cancelled"]) _requests.Add(0, new KeyValuePair<string, object?>("status", status));
    }

    public void Ended(TerminalReply reply, TimeSpan took)
    {
        var status = reply.Status switch
        {
            "answered" => "success",
            "stopped" => "cancelled",
            _ => "error",
        };
        _requests.Add(1, new KeyValuePair<string, object?>("status", status));
        _duration.Record(took.TotalSeconds);
    }
}
