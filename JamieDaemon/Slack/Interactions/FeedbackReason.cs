namespace JamieDaemon.Slack.Interactions;

/// <summary>Why somebody found an answer bad. A closed set: free text would carry what people wrote into metrics and logs.</summary>
internal enum FeedbackReason
{
    Wrong,
    Incomplete,
    Outdated,
    Unclear,
    TooSlow,
    Other,
}
