using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.Interactions;

/// <summary>What people think of answers, as numbers.</summary>
internal sealed class FeedbackMetrics
{
    private readonly JamieCounter _ratings;
    private readonly JamieCounter _reasons;

    public FeedbackMetrics(JamieMeter meter)
    {
        _ratings = meter.Counter("jamie.feedback.total", "{rating}", "Answers that somebody judged");
        _reasons = meter.Counter("jamie.feedback.reasons.total", "{reason}", "Reasons given for finding an answer bad");
        foreach (var isGood in new[] { true, false }) _ratings.Announce(Rating(isGood));
        foreach (var reason in Enum.GetValues<FeedbackReason>()) _reasons.Announce(Reason(reason));
    }

    public void Rated(bool isGood) => _ratings.Add(1, Rating(isGood));

    public void Reasoned(FeedbackReason reason) => _reasons.Add(1, Reason(reason));

    private static KeyValuePair<string, object?> Rating(bool isGood) => new("rating", isGood ? "good" : "bad");

    private static KeyValuePair<string, object?> Reason(FeedbackReason reason) => new("reason", reason switch
    {
        FeedbackReason.Wrong => "wrong",
        FeedbackReason.Incomplete => "incomplete",
        FeedbackReason.Outdated => "outdated",
        FeedbackReason.Unclear => "unclear",
        FeedbackReason.TooSlow => "too_slow",
        _ => "other",
    });
}
