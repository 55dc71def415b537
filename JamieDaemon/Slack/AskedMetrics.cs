using JamieDaemon.Answering;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack;

/// <summary>The metrics of one way to ask.</summary>
internal sealed class AskedMetrics
{
    private static readonly string[] Statuses = ["success", "error", "timeout", "cancelled", "empty", "rejected", "denied"];

    private static readonly string[] ErrorTypes =
    [
        ErrorType.Timeout, ErrorType.Connection, ErrorType.Http4xx, ErrorType.Http5xx, ErrorType.ModelNotFound, ErrorType.InvalidResponse,
        ErrorType.SlackApi, ErrorType.Unknown,
    ];

    private readonly JamieCounter _total;
    private readonly JamieCounter _empty;
    private readonly JamieCounter _errors;
    private readonly JamieHistogram _duration;
    private readonly JamieHistogram _length;

    public AskedMetrics(JamieMeter meter, string name, string unit, string description)
    {
        _total = meter.Counter($"{name}.total", unit, $"{description}, by how they ended");
        _empty = meter.Counter($"{name}.empty", unit, $"{description} without a question");
        _errors = meter.Counter($"{name}.errors", "{error}", $"{description} that got no answer, by what went wrong");
        _duration = meter.Histogram($"{name}.duration", "s", $"{description}: from the question's receipt to the end of its answer", Buckets.Answer);
        _length = meter.Histogram($"{name}.response_length", "{char}", $"{description}: length of the answer", Buckets.Characters);
        foreach (var status in Statuses) _total.Announce(new KeyValuePair<string, object?>("status", status));
        foreach (var type in ErrorTypes) _errors.Announce(new KeyValuePair<string, object?>("error_type", type));
        _empty.Announce();
        _duration.Announce();
        _length.Announce();
    }

    public void Ended(AnswerEnding ending, TimeSpan duration, int length)
    {
        switch (ending)
        {
            case AnswerEnding.Completed:
                Count("success");
                _length.Record(length);
                break;
            case AnswerEnding.Refused:
                // Not worked on, so not timed.
                Count("denied");
                return;
            case AnswerEnding.Apologised { ErrorType: ErrorType.Cancelled } or AnswerEnding.Stopped:
                Count("cancelled");
                break;
            case AnswerEnding.Apologised { ErrorType: var type }:
                Count(type == ErrorType.Timeout ? "timeout" : "error");
                Failed(type);
                break;
        }

        _duration.Record(duration.TotalSeconds);
    }

    public void Undelivered(TimeSpan duration)
    {
        Count("error");
        Failed(ErrorType.SlackApi);
        _duration.Record(duration.TotalSeconds);
    }

    public void Refused() => Count("rejected");

    public void Empty()
    {
        Count("empty");
        _empty.Add(1);
    }

    private void Count(string status) => _total.Add(1, new KeyValuePair<string, object?>("status", status));

    private void Failed(string type) => _errors.Add(1, new KeyValuePair<string, object?>("error_type", type));
}
