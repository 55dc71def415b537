using JamieDaemon.Telemetry;

namespace JamieDaemon.Terminal;

/// <summary>The numbers of the chat that is not Slack's, under the names they have had since there was an HTTP API for it.</summary>
internal sealed class TerminalMetrics
{
    private readonly JamieCounter _requests;
    private readonly JamieHistogram _duration;

    public TerminalMetrics(JamieMeter meter)
    {
        _requests = meter.Counter("api.chat.requests.total", "{request}", "Questions asked outside Slack, by how they ended.");
        _duration = meter.Histogram("api.chat.request.duration", "s", "Time from the question to the end of its answer.", Buckets.Answer);
        foreach (var status in (string[])["success", "error", "cancelled"]) _requests.Announce(new KeyValuePair<string, object?>("status", status));
        _duration.Announce();
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
