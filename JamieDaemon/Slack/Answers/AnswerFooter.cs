using System.Text.Json.Nodes;
using JamieDaemon.Answering;
using JamieDaemon.Slack.Interactions;

namespace JamieDaemon.Slack.Answers;

/// <summary>What stands below an answer: its id, what can be done with it, and while it grows a way to stop it.</summary>
internal static class AnswerFooter
{
    /// <summary>Stands for an answer that ended before its first word.</summary>
    public const string NoText = "_There is no answer._";

    /// <summary>Stands below a message that takes the place of one that can be neither edited nor deleted.</summary>
    public static JsonObject Disowning => BlockKit.Context("The unfinished message above does not count; Slack lets me neither edit nor delete it.");

    /// <returns>Blocks; none when nothing is to be said.</returns>
    public static JsonObject[] Build(Question question, AnswerEnding ending) => ending switch
    {
        AnswerEnding.Completed completed =>
        [
            .. Late(question),
            BlockKit.Context(Line(question, completed.Summary)),
            BlockKit.Feedback(ActionIds.Feedback, $"good:{question.Id}", $"bad:{question.Id}"),
            BlockKit.Actions([Details(question, completed.Summary), .. Again(question, "Regenerate")]),
        ],
        AnswerEnding.Stopped stopped =>
            [.. Late(question), BlockKit.Context(StoppedLine(question, stopped)), .. Buttons([.. Details(question, stopped), .. Again(question, "Answer after all")])],
        AnswerEnding.Apologised => [.. Late(question), .. Buttons(Again(question, "Try again"))],
        _ => [],
    };

    /// <summary>Below the answer to a command, which only the asker sees.</summary>
    public static JsonObject[] BuildPrivate(Question question, AnswerEnding ending) => ending switch
    {
        AnswerEnding.Completed completed =>
        [
            BlockKit.Context(Line(question, completed.Summary)),
            BlockKit.Actions(Details(question, completed.Summary), BlockKit.Button(ActionIds.Share, "Share in channel", question.Id)),
        ],
        AnswerEnding.Stopped stopped => [BlockKit.Context(StoppedLine(question, stopped)), .. Buttons(Details(question, stopped))],
        _ => [],
    };

    public static JsonObject[] StopButton(string questionId) => [BlockKit.Actions(BlockKit.Button(ActionIds.Stop, "Stop", questionId))];

    /// <summary>In the reader's own time of day: Slack writes it.</summary>
    private static JsonObject[] Late(Question question) => question.Absence is { } away
        ? [BlockKit.Context($"I was away from {SlackText.Time(away.From, away)} to {SlackText.Time(away.To, away)} and found this question afterwards: hence the late answer.")]
        : [];

    private static JsonObject[] Buttons(JsonObject[] buttons) => buttons.Length == 0 ? [] : [BlockKit.Actions([.. buttons])];

    private static string Line(Question question, AnswerSummary summary)
    {
        var model = summary.Model is { } name ? $" · {SlackText.Escape(name)}" : "";
        return FormattableString.Invariant($"`{question.Id}`{model} · {summary.Total.TotalSeconds:0.0} s");
    }

    private static string StoppedLine(Question question, AnswerEnding.Stopped stopped)
    {
        var line = stopped.Summary is { } summary ? Line(question, summary) : $"`{question.Id}`";
        return stopped.By is not { } by || by == question.Asker ? $"{line} · stopped" : $"{line} · stopped by <@{by}>";
    }

    private static JsonObject[] Details(Question question, AnswerEnding.Stopped stopped) => stopped.Summary is { } summary ? [Details(question, summary)] : [];

    private static JsonObject Details(Question question, AnswerSummary summary) =>
        BlockKit.Button(ActionIds.Details, "Details", AnswerDetails.Of(question, summary).ToValue());

    /// <summary>Only what still stands in Slack can be asked again: Jamie keeps no copies of questions.</summary>
    private static JsonObject[] Again(Question question, string label) => question.Conversation is { Message: { } message } where
        ? [BlockKit.Button(ActionIds.Again, label, new QuestionPlace(question.Asker, message, where.Thread).ToValue())]
        : [];
}
