using JamieDaemon.Answering;

namespace JamieDaemon.Slack.Answers;

/// <summary>Counts how an answer ends, and how long it has become.</summary>
internal sealed class MeteredAnswer(IAnswer inner, Question question, SlackMetrics metrics, TimeProvider time) : IAnswer
{
    private bool _ended;
    private int _length;

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

    public async Task EndAsync(AnswerEnding ending)
    {
        await inner.EndAsync(ending);
        _ended = true;
        metrics.Ended(question, ending, time.GetElapsedTime(question.ReceivedAt), _length);
    }

    /// <summary>An answer that was never ended could not be delivered.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_ended) metrics.Undelivered(question.Kind, time.GetElapsedTime(question.ReceivedAt));
        await inner.DisposeAsync();
    }
}
