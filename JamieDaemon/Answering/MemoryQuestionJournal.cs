using System.Collections.Concurrent;

namespace JamieDaemon.Answering;

/// <summary>A journal that lives as long as the process: a record is as safe as it gets the moment it is accepted.</summary>
public sealed class MemoryQuestionJournal : IQuestionJournal
{
    private readonly ConcurrentDictionary<string, Question> _open = new();

    /// <summary>Accepted and not yet answered.</summary>
    public int Open => _open.Count;

    public bool OutlivesTheProcess => false;

    public IReadOnlyList<Owed> TakeUnanswered() => [];

    public IReadOnlyList<UInt128> TakeRecent() => [];

    public void Accept(Question question, IJournalReceipt receipt)
    {
        _open[question.Id] = question;
        receipt.Accepted();
    }

    public Task<bool> AdvanceAsync(string questionId, AnswerStep step) => Task.FromResult(true);

    public Task ChangeAsync(string questionId, string text) => Task.CompletedTask;

    public void Complete(Question question) => _open.TryRemove(question.Id, out _);
}
