using JamieDaemon.Answering;

namespace JamieDaemon.Slack.Answers;

/// <summary>Counts how an answer ends.</summary>
internal sealed class MeteredAnswer(IAnswer inner, Question question, SlackMetrics metrics, TimeProvider time) : IAnswer
{
    private (AnswerEnding Ending, TimeSpan After)? _ended;

    public bool HasWords => inner.HasWords;

    public void Report(AnswerProgress progress) => inner.Report(progress);

    public void Append(string text) => inner.Append(text);

    public void AppendNote(string sentence) => inner.AppendNote(sentence);

    public void Restart() => inner.Restart();

    public async Task EndAsync(AnswerEnding ending, CancellationToken unwanted)
    {
        await inner.EndAsync(ending, unwanted);
        _ended = (ending, time.GetElapsedTime(question.ReceivedAt));
    }

    /// <summary>Counted here, since a changed question may still void an ending. An answer that was never ended could not be delivered.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_ended is var (ending, after)) metrics.Ended(question.Kind, ending, after);
        else metrics.Undelivered(question.Kind, time.GetElapsedTime(question.ReceivedAt));
        await inner.DisposeAsync();
    }
}
