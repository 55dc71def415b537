using JamieDaemon.Answering;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Answers;

/// <summary>Puts answers into Slack: into the thread for all to see, or back to the one who gave a command.</summary>
public sealed class SlackAnswerSink(
    SlackWebApiClient slack,
    SlackPoster poster,
    ProgressPacer pacer,
    SlackMetrics metrics,
    IOptions<SlackOptions> options,
    TimeProvider time) : IAnswerSink
{
    public IAnswer Begin(Question question) => new MeteredAnswer(
        question.ReplyUrl is { } replyUrl
            ? new CommandAnswer(question, replyUrl, slack, options.Value)
            : ThreadAnswer.Begin(question, slack, poster, pacer, options.Value, time),
        question,
        metrics,
        time);
}
