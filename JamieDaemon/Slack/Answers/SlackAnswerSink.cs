using JamieDaemon.Answering;
using JamieDaemon.Slack.Interactions;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Answers;

/// <summary>Puts answers into Slack: into the thread for all to see, or back to the one who gave a command.</summary>
internal sealed class SlackAnswerSink(
    SlackWebApiClient slack,
    SlackPoster poster,
    StreamStarter streams,
    EarlierMessages earlier,
    BusyThreads threads,
    AnswerRenderer renderer,
    SlackAbilities abilities,
    ProgressPacer pacer,
    Whisper whisper,
    OpenQuestions questions,
    IQuestionJournal journal,
    SharableAnswers sharable,
    SlackMetrics metrics,
    IOptions<SlackOptions> options,
    TimeProvider time,
    ILogger<SlackAnswerSink> logger) : IAnswerSink
{
    public IAnswer Begin(Question question) => new MeteredAnswer(
        new ExcusedAnswer(
            question.ReplyUrl is { } replyUrl ? new CommandAnswer(question, replyUrl, slack, renderer, journal, sharable) : BeginPublic(question), question, whisper, logger),
        question,
        metrics,
        time);

    private ThreadAnswer BeginPublic(Question question)
    {
        var status = SlackThread.Of(question.Conversation) is { } thread
            ? new ThreadStatus(question, thread, threads, slack, abilities, pacer, time)
            : null;
        var messages = new AnswerMessages(question, slack, poster, streams, earlier, renderer, status, pacer, questions, time);
        return ThreadAnswer.Begin(question, messages, status, options.Value, time, logger);
    }
}
