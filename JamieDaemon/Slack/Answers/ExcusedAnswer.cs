using JamieDaemon.Answering;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Answers;

/// <summary>An answer whose asker is told in private when Slack does not let it stand where the question was asked, and that is put off while Slack is away.</summary>
/// <remarks>Nobody invites Jamie to every channel in which its shortcut can be used, and it can be taken out of one while it thinks.</remarks>
internal sealed partial class ExcusedAnswer(IAnswer inner, Question question, Whisper whisper, ILogger logger) : IAnswer
{
    public bool HasWords => inner.HasWords;

    public Task<bool> ResumeAsync() => inner.ResumeAsync();

    public void Report(AnswerProgress progress) => inner.Report(progress);

    public void Append(string text) => inner.Append(text);

    public void AppendNote(string sentence) => inner.AppendNote(sentence);

    public void Restart() => inner.Restart();

    public async Task EndAsync(AnswerEnding ending, CancellationToken unwanted)
    {
        try
        {
            await inner.EndAsync(ending, unwanted);
        }
        catch (SlackApiException refused)
        {
            await ExcuseAsync(ending is AnswerEnding.Refused { Sentence: var why } ? SlackText.Escape(why) : Excuse(refused));
            throw;
        }
        catch (SlackException away) when (MayComeLater(ending, away))
        {
            throw new UndeliveredException(away.Message, away);
        }
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();

    /// <summary>
    /// What stands in a thread is found again by its marks; what only the asker sees is not, so nothing of it may have arrived. But a refusal that is said twice harms
    /// nobody, and who waits for one that is never said does not know.
    /// </summary>
    private bool MayComeLater(AnswerEnding ending, SlackException away) =>
        ending is AnswerEnding.Completed or AnswerEnding.Apologised or AnswerEnding.Refused
        && (question.ReplyUrl is null ? away is not SlackApiException : away is SlackUnavailableException && !inner.HasWords);

    private async Task ExcuseAsync(string text)
    {
        try
        {
            await whisper.SayPrivatelyAsync(question.Asker, text, CancellationToken.None);
        }
        catch (SlackException silent)
        {
            Log.Untold(logger, question.Id, silent.Message);
        }
    }

    private string Excuse(SlackApiException refused) => (refused.MeansNotInChannel, question.Conversation.Channel) switch
    {
        (true, ['D', ..]) => $"I could not answer you there: I am not part of that private conversation. Please ask me here, or in a channel. (answer `{question.Id}`)",
        (true, var channel) => $"I could not answer you in <#{channel}>: I am not in that channel. Invite me there with `/invite @jamie`, then ask again. (answer `{question.Id}`)",
        (false, var channel) => $"Slack did not let me answer you in <#{channel}>. My operator can see the reason in my log. (answer `{question.Id}`)",
    };

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.excuse_undelivered", Level = LogLevel.Warning, Message = "The asker of {JobId} could not even be told that its answer has no place: {Reason}")]
        public static partial void Untold(ILogger logger, string jobId, string reason);
    }
}
