using System.Globalization;
using JamieDaemon.Answering;

namespace JamieDaemon.Slack.Answers;

/// <summary>A step of an answer as a line for the asker. Only what was measured is given a number.</summary>
internal static class ProgressText
{
    public static string Of(AnswerProgress progress) => progress switch
    {
        { Phase: AnswerPhase.Waiting, Ahead: 0 } => $"will turn to your question next{About(progress.Left)}…",
        { Phase: AnswerPhase.Waiting, Ahead: 1 } => $"has one other question before yours{About(progress.Left)}…",
        { Phase: AnswerPhase.Waiting, Ahead: var ahead } => $"has {ahead} other questions before yours{About(progress.Left)}…",
        { Phase: AnswerPhase.Loading } => $"is loading the model{About(progress.Left)}…",
        { Phase: AnswerPhase.Reading, Tokens: { } tokens } =>
            string.Create(CultureInfo.InvariantCulture, $"is reading {tokens:N0} tokens{About(progress.Left)}…"),
        { Phase: AnswerPhase.Reading } => $"is reading{About(progress.Left)}…",
        { Phase: AnswerPhase.Gathering } => "is reading the conversation…",
        _ => "is thinking…",
    };

    /// <summary>Rounded to what anybody can use: an estimate to the second would claim to know more than it does.</summary>
    private static string About(TimeSpan? left) => left switch
    {
        null => "",
        { TotalSeconds: < 8 } => " (a few seconds)",
        { TotalSeconds: < 55 } seconds => $" (about {Math.Ceiling(seconds.TotalSeconds / 5) * 5:F0} s)",
        { } longer => $" (about {Math.Ceiling(longer.TotalMinutes):F0} min)",
    };
}
