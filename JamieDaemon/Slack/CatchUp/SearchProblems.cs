using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.CatchUp;

/// <summary>What kept a look from being complete.</summary>
internal sealed class SearchProblems
{
    /// <summary>The first of those that another look would meet as well.</summary>
    public string? Lasting { get; private set; }

    /// <summary>The first of those that another look may not meet.</summary>
    public string? Passing { get; private set; }

    public void Add(SlackException problem)
    {
        if (IsPassing(problem)) Passing ??= problem.Message;
        else Lasting ??= problem.Message;
    }

    /// <summary>Another look would be cut as well.</summary>
    public void AddCut(string cut) => Lasting ??= $"{cut} (Jamie makes {CatchUpPace.MostCalls} at the most)";

    /// <summary>A missing scope stays missing; what Slack cannot do just now it can soon.</summary>
    private static bool IsPassing(SlackException problem) => problem switch
    {
        SlackUnavailableException or SlackRateLimitedException => true,
        SlackApiException refused => refused.Kind == SlackErrorKind.Passing,
        _ => false,
    };
}
