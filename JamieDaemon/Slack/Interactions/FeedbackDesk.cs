using System.Text.Json.Nodes;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Interactions;

/// <summary>Takes what people think of an answer, and asks those who found it bad for the reason.</summary>
internal sealed partial class FeedbackDesk(SlackWebApiClient slack, FeedbackMetrics metrics, ILogger<FeedbackDesk> logger)
{
    private static readonly (FeedbackReason Reason, string Label)[] Reasons =
    [
        (FeedbackReason.Wrong, "It is wrong"),
        (FeedbackReason.Incomplete, "Something is missing"),
        (FeedbackReason.Outdated, "It is out of date"),
        (FeedbackReason.Unclear, "It is hard to understand"),
        (FeedbackReason.TooSlow, "It took too long"),
        (FeedbackReason.Other, "Something else"),
    ];

    public async Task TakeAsync(Rated rated, CancellationToken cancellationToken)
    {
        metrics.Rated(rated.IsGood);
        Log.Rated(logger, rated.QuestionId, rated.IsGood ? "good" : "bad");
        if (rated.TriggerId is { } trigger)
            await slack.ViewsOpenAsync(new ViewsOpen { TriggerId = trigger, View = BlockKit.ToElement(Dialog(rated.QuestionId)) }, cancellationToken);
    }

    public Task TakeAsync(ReasonGiven given)
    {
        metrics.Reasoned(given.Reason);
        Log.Reasoned(logger, given.QuestionId, given.Reason);
        return Task.CompletedTask;
    }

    /// <summary>A view for <c>views.open</c>.</summary>
    internal static JsonObject Dialog(string questionId)
    {
        var options = new JsonArray();
        foreach (var (reason, label) in Reasons) options.Add(new JsonObject { ["text"] = BlockKit.PlainText(label), ["value"] = reason.ToString() });
        return new JsonObject
        {
            ["type"] = "modal",
            ["callback_id"] = ActionIds.Reason,
            ["private_metadata"] = questionId,
            ["title"] = BlockKit.PlainText("What was wrong?"),
            ["submit"] = BlockKit.PlainText("Send"),
            ["close"] = BlockKit.PlainText("Skip"),
            ["blocks"] = new JsonArray(new JsonObject
            {
                ["type"] = "input",
                ["block_id"] = ActionIds.Reason,
                ["label"] = BlockKit.PlainText("This helps whoever runs me to make the next answer better."),
                ["element"] = new JsonObject { ["type"] = "radio_buttons", ["action_id"] = ActionIds.Reason, ["options"] = options },
            }),
        };
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "answer_rated", Level = LogLevel.Information, Message = "{JobId} was found {Rating}")]
        public static partial void Rated(ILogger logger, string jobId, string rating);

        [LoggerMessage(EventName = "answer_rated_why", Level = LogLevel.Information, Message = "{JobId} was found bad: {Reason}")]
        public static partial void Reasoned(ILogger logger, string jobId, FeedbackReason reason);
    }
}
