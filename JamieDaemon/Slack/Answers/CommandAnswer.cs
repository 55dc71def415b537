using JamieDaemon.Answering;
using JamieDaemon.Slack.Interactions;
using JamieDaemon.Slack.Rendering;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Answers;

/// <summary>The answer to a slash command, for the asker's eyes only: sent whole through the command's <c>response_url</c>.</summary>
/// <remarks>
/// Nobody can look up whether an ephemeral message arrived, so one that may have is not sent again: at most once.
/// Slack takes five messages within thirty minutes; what comes later goes to the asker as an ephemeral message of the channel.
/// </remarks>
internal sealed class CommandAnswer(Question question, Uri replyUrl, SlackWebApiClient slack, AnswerRenderer renderer, IQuestionJournal journal, SharableAnswers sharable) : IAnswer
{
    private const int MostResponses = 5;

    private readonly AnswerText _text = new();
    private volatile bool _hasWords;

    public bool HasWords => _hasWords;

    public Task<bool> ResumeAsync() => Task.FromResult(question.Recovery is { Step: AnswerStep.Posting });

    /// <summary>A command has no place where its progress could be shown without using up one of its five messages.</summary>
    public void Report(AnswerProgress progress)
    {
    }

    public void Append(string text) => _text.Append(text);

    public void AppendNote(string sentence) => _text.AppendNote(sentence);

    public void Restart() => _text.Clear();

    public async Task EndAsync(AnswerEnding ending, CancellationToken unwanted)
    {
        unwanted.ThrowIfCancellationRequested();
        if (ending is AnswerEnding.Withdrawn) return;
        if (ending is AnswerEnding.Apologised { Sentence: var apology }) _text.AppendNote(apology);
        if (ending is AnswerEnding.Refused { Sentence: var refusal }) _text.AppendNote(refusal);
        var safe = renderer.Safe(_text.ToString(), _text.ToNotes());
        if (ending is AnswerEnding.Completed) sharable.Keep(question.Id, safe);
        var footer = AnswerFooter.BuildPrivate(question, ending);
        var parts = renderer.Parts(safe);
        if (parts.Count == 0) parts = [new MessagePart(0, AnswerFooter.NoText, "", "")];
        // That it was stopped may be said twice.
        if (!await journal.AdvanceAsync(question.Id, AnswerStep.Posting) && ending is not AnswerEnding.Stopped)
            throw new UndeliveredException("the disk does not take the record that it is about to be sent");
        for (var i = 0; i < parts.Count; i++)
        {
            // What the asker has seen cannot be taken back, so the rest follows.
            await SendAsync(renderer.Render(parts[i].Text, i == parts.Count - 1 ? footer : []), useReplyUrl: i < MostResponses, i == 0 ? unwanted : CancellationToken.None);
            _hasWords = true;
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task SendAsync(MessageContent content, bool useReplyUrl, CancellationToken unwanted)
    {
        if (useReplyUrl)
        {
            try
            {
                await slack.RespondUnlessAsync(replyUrl, ResponseUrlMessage.Private(content.Text, content.Blocks), unwanted);
                return;
            }
            catch (SlackException refused) when (refused is SlackApiException or SlackUnavailableException)
            {
                // Certainly not shown: the model took longer than Slack keeps the address, say. Below is the other way to the same person.
            }
        }

        await slack.ChatPostEphemeralAsync(
            new ChatPostEphemeral { Channel = question.Conversation.Channel, User = question.Asker, Text = content.Text, Blocks = content.Blocks },
            CancellationToken.None);
    }
}
