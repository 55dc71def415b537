using JamieDaemon.Answering;

namespace JamieDaemon.Slack.Answers;

/// <summary>Counts how an answer ends, and how long it has become.</summary>
internal sealed class MeteredAnswer(IAnswer inner, Question question, SlackMetrics metrics, TimeProvider time) : IAnswer
{
    private (AnswerEnding Ending, TimeSpan After)? _ended;
    private int _length;
    private bool _isLost;

    public bool HasWords => inner.HasWords;

    public Task<bool> ResumeAsync() => inner.ResumeAsync();

    public void Report(AnswerProgress progress) => inner.Report(progress);

    public void Append(string text)
    {
        _length += text.Length;
        inner.Append(text);
    }

    public void AppendNote(string sentence) => inner.AppendNote(sentence);

    public void Restart()
    {
        _length = 0;
        inner.Restart();
    }

    public async Task EndAsync(AnswerEnding ending, CancellationToken unwanted)
    {
        // An earlier ending may have been voided.
        (_ended, _isLost) = (null, false);
        try
        {
            await inner.EndAsync(ending, unwanted);
        }
        catch (Exception lost) when (lost is not (UndeliveredException or OperationCanceledException))
        {
            _isLost = true;
            throw;
        }

        _ended = (ending, time.GetElapsedTime(question.ReceivedAt));
    }

    /// <summary>Counted here, since a changed question may still void an ending. What is put off, or left to the next process, is counted when it comes.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ended is var (ending, after)) metrics.Ended(question, ending, after, _length);
        else if (_isLost) metrics.Undelivered(question.Kind, time.GetElapsedTime(question.ReceivedAt));
        await inner.DisposeAsync();
    }
}
