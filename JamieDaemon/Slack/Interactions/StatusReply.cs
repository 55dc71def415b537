using System.Text;
using JamieDaemon.Answering;
using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Interactions;

/// <summary>Says how Jamie is: whether it hears, which model thinks, how many wait.</summary>
internal sealed class StatusReply(
    SlackWebApiClient slack, SocketModeState sockets, IModelCatalog models, QuestionQueue queue, AnswerPace pace, IOptions<AnsweringOptions> answering)
{
    public Task ReplyAsync(Uri replyUrl) => slack.RespondAsync(replyUrl, ResponseUrlMessage.Private(Text()), CancellationToken.None);

    private string Text()
    {
        var text = new StringBuilder()
            .AppendLine(sockets.Live > 0 ? $"I hear you: {sockets.Live} of my websockets are open." : "My websockets are being reopened.")
            .AppendLine(models.IsReady
                ? $"I think with `{SlackText.Escape(models.Default)}`."
                : $"I cannot think right now: `{SlackText.Escape(models.Default)}` is not ready.");
        _ = queue.Count switch
        {
            0 => text.Append("Nobody waits."),
            1 => text.Append("One question waits."),
            var waiting => text.Append(FormattableString.Invariant($"{waiting} questions wait.")),
        };
        if (pace.UntilTurn(queue.Count, answering.Value.Workers) is { } turn)
            text.Append(FormattableString.Invariant($" A question asked now would have its turn in about {Math.Max(1, Math.Ceiling(turn.TotalSeconds)):0} s."));
        return text.ToString();
    }
}
