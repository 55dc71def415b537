using JamieDaemon.Answering;

namespace JamieDaemon.Slack.Answers;

/// <summary>Counts how an answer ends.</summary>
internal sealed class MeteredAnswer(IAnswer inner, Question question, SlackMetrics metrics, TimeProvider time) : IAnswer
{
    private bool _ended;

    public void Append(string text) => inner.Append(text);

    public async Task CompleteAsync()
    {
        await inner.CompleteAsync();
        End(metrics.Answered);
    }

    public async Task ApologiseAsync(string sentence)
    {
        await inner.ApologiseAsync(sentence);
        End(metrics.Failed);
    }

    /// <summary>An answer that was never ended could not be delivered.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_ended) End(metrics.Failed);
        await inner.DisposeAsync();
    }

    private void End(Action<QuestionKind, TimeSpan> record)
    {
        _ended = true;
        record(question.Kind, time.GetElapsedTime(question.ReceivedAt));
    }
}
