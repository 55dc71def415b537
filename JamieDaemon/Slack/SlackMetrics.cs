using System.Diagnostics.Metrics;
using JamieDaemon.Answering;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack;

/// <summary>Questions and answers as numbers, a family of metrics for each way to ask.</summary>
public sealed class SlackMetrics
{
    private static readonly double[] Seconds = [.1, .25, .5, 1, 2.5, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 300, 600];
    private static readonly string[] Statuses = ["success", "error", "empty", "rejected", "stopped", "denied"];

    private readonly Family _mentions;
    private readonly Family _commands;
    private readonly Family _direct;
    private readonly Counter<long> _homeOpens;

    public SlackMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(JamieTelemetry.Name);
        _mentions = new Family(meter, "slack.mentions", "{mention}", "Mentions of Jamie in channels");
        _commands = new Family(meter, "slack.slash_commands", "{command}", "Slash commands");
        _direct = new Family(meter, "slack.direct_messages", "{message}", "Direct messages");
        _homeOpens = meter.CreateCounter<long>("slack.app_home.opens", "{open}", "Home tabs shown");
        _homeOpens.Add(0);
    }

    /// <summary>The answer ended. What was withdrawn leaves no trace in the numbers: it was not meant for Jamie after all.</summary>
    internal void Ended(QuestionKind kind, AnswerEnding ending, TimeSpan duration)
    {
        switch (ending)
        {
            case AnswerEnding.Completed:
                Of(kind).Ended("success", duration);
                break;
            case AnswerEnding.Stopped:
                Of(kind).Ended("stopped", duration);
                break;
            case AnswerEnding.Refused:
                Of(kind).Count("denied");
                break;
            case AnswerEnding.Withdrawn:
                break;
            default:
                Of(kind).Ended("error", duration);
                break;
        }
    }

    /// <summary>Slack did not take the end of the answer.</summary>
    internal void Undelivered(QuestionKind kind, TimeSpan duration) => Of(kind).Ended("error", duration);

    /// <summary>The queue was full; the asker was told.</summary>
    public void Refused(QuestionKind kind) => Of(kind).Count("rejected");

    /// <summary>There was no question.</summary>
    public void Empty(QuestionKind kind) => Of(kind).Count("empty");

    /// <summary>Somebody opened the Home tab and sees it.</summary>
    public void HomeOpened() => _homeOpens.Add(1);

    private Family Of(QuestionKind kind) => kind switch
    {
        QuestionKind.SlashCommand => _commands,
        QuestionKind.DirectMessage => _direct,
        _ => _mentions,
    };

    private sealed class Family
    {
        private readonly Counter<long> _total;
        private readonly Histogram<double> _duration;

        public Family(Meter meter, string name, string unit, string description)
        {
            _total = meter.CreateCounter<long>($"{name}.total", unit, description);
            _duration = meter.CreateHistogram($"{name}.duration", "s", $"{description}: from the question's receipt to the end of its answer",
                advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
            foreach (var status in Statuses) _total.Add(0, Tag(status));
        }

        public void Count(string status) => _total.Add(1, Tag(status));

        public void Ended(string status, TimeSpan duration)
        {
            Count(status);
            _duration.Record(duration.TotalSeconds);
        }

        private static KeyValuePair<string, object?> Tag(string status) => new("status", status);
    }
}
