using System.Collections.Concurrent;

namespace JamieDaemon.Answering;

/// <summary>All questions that are accepted and not yet answered, so that they can be found to be stopped or changed.</summary>
public sealed class OpenQuestions
{
    private readonly ConcurrentDictionary<string, OpenQuestion> _open = new();

    /// <summary>How many there are.</summary>
    public int Count => _open.Count;

    /// <summary>Stops one question. <see langword="false"/> when it is not open, or stopped already.</summary>
    public bool Stop(string questionId, Stop stop) => _open.TryGetValue(questionId, out var open) && open.TryStop(stop);

    /// <summary>Stops every open question that the condition holds for.</summary>
    /// <returns>Those that were stopped.</returns>
    public IReadOnlyList<Question> StopAll(Func<Question, bool> isMeant, Stop stop)
    {
        var stopped = new List<Question>();
        foreach (var (_, open) in _open)
        {
            if (open.Question is var question && isMeant(question) && open.TryStop(stop)) stopped.Add(question);
        }

        return stopped;
    }

    /// <summary>Whether the answer to a question that the condition holds for is still being made.</summary>
    public bool AnyIsAtWork(Func<Question, bool> isMeant)
    {
        foreach (var (_, open) in _open)
        {
            if (open.IsAtWork && isMeant(open.Question)) return true;
        }

        return false;
    }

    /// <summary>Whether an answer that the condition holds for is whole, and only on its way to the chat still.</summary>
    public bool AnyIsWhole(Func<Question, bool> isMeant)
    {
        foreach (var (_, open) in _open)
        {
            if (open.IsWhole && isMeant(open.Question)) return true;
        }

        return false;
    }

    /// <summary>Whether the question is open still and its author has deleted it.</summary>
    public bool IsDeleted(string questionId) => _open.TryGetValue(questionId, out var open) && open.StopRequest is { Cause: StopCause.Deleted };

    /// <summary>Puts other words in place of those of every open question that the condition holds for.</summary>
    /// <param name="isMeant">The condition.</param>
    /// <param name="text">The words.</param>
    /// <param name="at">When they were written, by the chat's clock.</param>
    /// <returns>The ids of those that had others until now.</returns>
    public IReadOnlyList<string> ChangeAll(Func<Question, bool> isMeant, string text, DateTimeOffset at)
    {
        List<string>? changed = null;
        foreach (var (id, open) in _open)
        {
            if (isMeant(open.Question) && open.TryChange(text, at)) (changed ??= []).Add(id);
        }

        return changed ?? [];
    }

    /// <summary>From here on it can be stopped and changed, also before it stands in line.</summary>
    internal OpenQuestion Add(Question question)
    {
        var open = new OpenQuestion(question);
        _open[question.Id] = open;
        return open;
    }

    /// <summary>Forgets a question whose answer has ended.</summary>
    internal void Remove(OpenQuestion open) => _open.TryRemove(new KeyValuePair<string, OpenQuestion>(open.Question.Id, open));

    /// <summary>Stops every question that has been open for longer than it may be.</summary>
    internal void StopLate(TimeProvider time, TimeSpan deadline)
    {
        foreach (var (_, open) in _open)
        {
            if (time.GetElapsedTime(open.Question.PromisedAt) >= deadline) open.TryStop(new Stop(StopCause.Late));
        }
    }

    /// <summary>Those that were stopped while they waited and that nobody has ended yet; whoever asks must.</summary>
    internal List<OpenQuestion> TakeStopped()
    {
        var stopped = new List<OpenQuestion>();
        foreach (var (_, open) in _open)
        {
            if (open.TryTakeStopped()) stopped.Add(open);
        }

        return stopped;
    }
}
