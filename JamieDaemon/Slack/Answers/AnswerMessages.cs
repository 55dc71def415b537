using System.Text.Json.Nodes;
using JamieDaemon.Answering;
using JamieDaemon.Slack.Rendering;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Answers;

/// <summary>The messages of one public answer, brought in line with its text.</summary>
/// <remarks>The first message counts as progress too: it will need an edit, and when many answers are late at once Slack allows fewer edits than posts.</remarks>
internal sealed class AnswerMessages(
    Question question,
    SlackWebApiClient slack,
    SlackPoster poster,
    StreamStarter streams,
    EarlierMessages earlier,
    AnswerRenderer renderer,
    ThreadStatus? status,
    ProgressPacer pacer,
    OpenQuestions questions,
    TimeProvider time) : IDisposable
{
    private const int MostOutages = 7;

    private readonly List<AnswerMessage> _messages = [];
    private bool _inDoubt;
    private bool _mayHaveStream = status is not null && question.Recovery is { Step: AnswerStep.Opening };
    private bool _mayHaveEarlier = question.Recovery is not null;
    private bool _isWhole;
    private volatile bool _hasWords;

    /// <summary>Whether words of the answer stand, or stood, for all to see.</summary>
    public bool HasWords => _hasWords;

    /// <summary>Takes up what an earlier process has left. <see langword="true"/> when that is the whole answer.</summary>
    public async Task<bool> ResumeAsync()
    {
        try
        {
            await AdoptEarlierAsync();
        }
        catch (SlackException)
        {
            // Whoever wants to say something looks again, and says nothing before.
        }

        return _isWhole;
    }

    /// <summary>Stands in for the text while there is none, where the thread has no status line that one could stop the answer by.</summary>
    public async Task ShowPlaceholderAsync(string line, CancellationToken unwanted)
    {
        if (await AdoptEarlierAsync()) return;
        var part = new MessagePart(0, line, "", "");
        if (_messages.Count > 0) await _messages[0].TryGrowAsync(part, StopButton);
        else if (pacer.TryEdit()) await PostAsync(part, StopButton, Mark(0), unwanted);
    }

    /// <summary>Brings the last message up to date, then begins the next one, as far as the limits allow.</summary>
    public async Task ShowAsync(string text, CancellationToken unwanted)
    {
        if (await AdoptEarlierAsync()) return;
        var parts = Parts(renderer.SafeSoFar(text));
        if (parts.Count == 0 || _messages.Count > parts.Count) return;
        if (_messages.Count == parts.Count)
        {
            if (await _messages[^1].TryGrowAsync(parts[^1], StopButton)) _hasWords = true;
            return;
        }

        if (_messages.Count > 0) await _messages[^1].EndAsync(parts[_messages.Count - 1], trailing: [], Mark(_messages.Count - 1), unwanted);
        await BeginAsync(parts[_messages.Count], unwanted);
        _hasWords |= _messages.Count > 0;
    }

    /// <summary>Shows the whole text, the notes below it, and below those what is said of the answer.</summary>
    /// <exception cref="OperationCanceledException">It is unwanted. What stands by then is known, to be taken away or overwritten.</exception>
    public async Task EndAsync(string text, string[] notes, JsonObject[] footer, CancellationToken unwanted)
    {
        unwanted.ThrowIfCancellationRequested();
        await AdoptStrayAsync(MostOutages);
        // An earlier process has given the whole answer: whatever this one has come to, nothing better is to be said.
        if (_isWhole) return;
        var parts = Parts(renderer.Safe(text, notes));
        if (parts.Count == 0 && footer.Length > 0) parts = [new MessagePart(0, AnswerFooter.NoText, "", "")];
        for (var i = 0; i < parts.Count; i++)
        {
            var trailing = i == parts.Count - 1 ? footer : [];
            var mark = Mark(i) with { IsLast = i == parts.Count - 1 };
            if (i >= _messages.Count) await PostAsync(parts[i], trailing, mark, unwanted);
            // What was just posted shows it already, unless it was found where an earlier attempt had left it.
            await EndOrPostAnewAsync(i, parts[i], trailing, mark, unwanted);
            _hasWords = true;
            unwanted.ThrowIfCancellationRequested();
        }

        for (var i = _messages.Count - 1; i >= parts.Count; i--) await _messages[i].DeleteAsync();
    }

    /// <summary>Takes away what stands; one that cannot be taken away does not keep the others.</summary>
    public async Task DeleteAllAsync()
    {
        try
        {
            await AdoptStrayAsync(MostOutages);
        }
        catch (SlackException)
        {
            // Nobody knows whether there is one more.
        }

        foreach (var message in _messages) await TryDeleteAsync(message);
    }

    /// <summary>What was said so far is void: streams cannot take it back, so their messages go on by edits.</summary>
    public async Task RestartAsync()
    {
        _isWhole = false;
        foreach (var message in _messages) await message.RestartAsync();
    }

    /// <summary>Says something that only the asker sees.</summary>
    public Task WhisperAsync(string sentence) => slack.ChatPostEphemeralAsync(
        new ChatPostEphemeral
        {
            Channel = question.Conversation.Channel,
            User = question.Asker,
            ThreadTs = question.IsRepeated ? SlackThread.Of(question.Conversation) : question.Conversation.Thread,
            Text = SlackText.Escape(sentence),
        },
        CancellationToken.None);

    public void Dispose()
    {
        foreach (var message in _messages) streams.Ended(question.Conversation.Channel, message.Ts);
    }

    private JsonObject[] StopButton => AnswerFooter.StopButton(question.Id);

    private AnswerMark Mark(int part) => new(question.Id, part);

    private List<MessagePart> Parts(string safe) => renderer.Parts(safe, number => number < _messages.Count ? _messages[number].Fixed : 0);

    /// <summary>
    /// Natively where Slack then shows its own Stop button; by edits with a Stop button of ours elsewhere, and in a private conversation,
    /// which a stream would move into a thread.
    /// </summary>
    private async Task BeginAsync(MessagePart part, CancellationToken unwanted)
    {
        var begun = _messages.Count;
        await AdoptStrayAsync(attempts: 1);
        if (_messages.Count > begun) return;
        if (status is not null && SlackThread.Of(question.Conversation) is { } thread)
        {
            await status.BeginSessionAsync();
            if (status.HasStopButton && await TryStreamAsync(thread, part.Text)) return;
        }

        if (pacer.TryEdit()) await PostAsync(part, StopButton, Mark(begun), unwanted);
    }

    private async Task<bool> TryStreamAsync(string thread, string soFar)
    {
        try
        {
            if (await streams.TryStartAsync(question, thread, soFar) is not { } ts) return false;
            _messages.Add(Streamed(ts, soFar, isExact: true));
            status!.Posted();
            return true;
        }
        catch (AmbiguousSendException)
        {
            _mayHaveStream = true;
            throw;
        }
    }

    /// <summary>Takes up what stands without this answer knowing: of an earlier process, and a stream that was opened without Slack saying so.</summary>
    /// <exception cref="SlackException">Slack did not let Jamie look: nothing may be said before.</exception>
    private async Task AdoptStrayAsync(int attempts)
    {
        for (var attempt = 1; _mayHaveEarlier || _mayHaveStream; attempt++)
        {
            try
            {
                await AdoptEarlierAsync();
                if (_mayHaveStream && await streams.FindStrayAsync(question) is { } ts) _messages.Add(Streamed(ts, "", isExact: false));
                _mayHaveStream = false;
            }
            catch (SlackException) when (attempt < attempts)
            {
                await Task.Delay(TimeSpan.FromSeconds(attempt), time, CancellationToken.None);
            }
        }
    }

    /// <returns>Whether the whole answer stands: nothing may be shown over it, since the end would not write it again.</returns>
    private async Task<bool> AdoptEarlierAsync()
    {
        if (!_mayHaveEarlier) return _isWhole;
        (var stand, _isWhole) = await earlier.FindAsync(question);
        foreach (var ts in stand) _messages.Add(new AnswerMessage(question, ts, renderer, slack, pacer));
        _hasWords |= stand.Count > 0;
        _mayHaveEarlier = false;
        // A last message that carries its mark was no stream, or is none any more.
        _mayHaveStream &= !_isWhole;
        return _isWhole;
    }

    private StreamedMessage Streamed(string ts, string sent, bool isExact) =>
        new(question, ts, sent, isExact, renderer, slack, pacer, status!, questions, time);

    /// <summary>
    /// An outage is waited out, for some two minutes: an edit can be repeated without harm. And a message that was deleted, or may no longer
    /// be edited, must not take the answer with it, nor stand beside it unfinished.
    /// </summary>
    private async Task EndOrPostAnewAsync(int number, MessagePart part, JsonObject[] trailing, AnswerMark mark, CancellationToken unwanted)
    {
        for (var outage = 1; ; outage++)
        {
            try
            {
                await _messages[number].EndAsync(part, trailing, mark, unwanted);
                return;
            }
            catch (SlackUnavailableException) when (outage < MostOutages)
            {
                await Task.Delay(TimeSpan.FromSeconds(5 * outage), time, unwanted);
            }
            catch (SlackApiException gone) when (gone.Kind == SlackErrorKind.BadRequest)
            {
                var unfinished = _messages[number];
                _messages[number] = await PostAsync(part, trailing, mark, mayStand: false, unwanted);
                streams.Ended(question.Conversation.Channel, unfinished.Ts);
                if (!await TryDeleteAsync(unfinished)) await DisownAsync(number, part, trailing);
                return;
            }
        }
    }

    private static async Task<bool> TryDeleteAsync(AnswerMessage message)
    {
        try
        {
            await message.DeleteAsync();
            return true;
        }
        catch (SlackException)
        {
            // It stays, for whoever may to take away.
            return false;
        }
    }

    /// <summary>Says in a message that the one it replaces, which can be neither edited nor deleted, does not count.</summary>
    private async Task DisownAsync(int number, MessagePart part, JsonObject[] trailing)
    {
        try
        {
            await _messages[number].EndAsync(part, [AnswerFooter.Disowning, .. trailing], Mark(number), CancellationToken.None);
        }
        catch (SlackException)
        {
            // The whole answer stands.
        }
    }

    private async Task<AnswerMessage> PostAsync(MessagePart part, JsonObject[] trailing, AnswerMark mark, bool mayStand, CancellationToken unwanted)
    {
        var content = renderer.Render(part.Text, trailing);
        (string Ts, bool IsKnown) posted;
        try
        {
            posted = await poster.PostAsync(question.Conversation, mark, content, mayStand, question.Conversation.Message, unwanted);
        }
        catch (SlackApiException refused) when (refused.Error == "invalid_blocks")
        {
            content = renderer.RenderWithoutBlocks(part.Text, refused);
            posted = await poster.PostAsync(question.Conversation, mark, content, mayStand, question.Conversation.Message, unwanted);
        }

        status?.Posted();
        var message = new AnswerMessage(question, posted.Ts, renderer, slack, pacer);
        return posted.IsKnown ? message.Showing(content.Key) : message;
    }

    /// <summary>While it is not known whether an earlier attempt arrived, nothing is sent before a look says that it did not.</summary>
    private async Task PostAsync(MessagePart part, JsonObject[] trailing, AnswerMark mark, CancellationToken unwanted)
    {
        try
        {
            _messages.Add(await PostAsync(part, trailing, mark, _inDoubt, unwanted));
            _inDoubt = false;
        }
        catch (AmbiguousSendException)
        {
            _inDoubt = true;
            throw;
        }
    }
}
