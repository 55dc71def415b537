namespace JamieDaemon.Answering;

/// <summary>The record of what was accepted and not yet answered. Whatever it has accepted is answered, also by the next process.</summary>
public interface IQuestionJournal
{
    /// <summary>Whether another process will find what this one leaves.</summary>
    bool OutlivesTheProcess { get; }

    /// <summary>Hands over what an earlier process has accepted and not answered, oldest first; once, to whoever answers it.</summary>
    IReadOnlyList<Owed> TakeUnanswered();

    /// <summary>Hands over the <see cref="Question.Key"/>s of what an earlier process has accepted lately, answered or not; once, since they are many.</summary>
    IReadOnlyList<UInt128> TakeRecent();

    /// <summary>Hands the question to the journal's writer and returns at once; <paramref name="receipt"/> hears of it when the record is safe, or cannot be.</summary>
    void Accept(Question question, IJournalReceipt receipt);

    /// <summary>Returns when it is safe that the answer has come to this step.</summary>
    /// <returns><see langword="false"/> when that cannot be made safe: the next process would not know, so the step must not be taken.</returns>
    Task<bool> AdvanceAsync(string questionId, AnswerStep step);

    /// <summary>Returns when it is safe that the question now reads so, or cannot be made so: then the next process answers it as it was asked.</summary>
    Task ChangeAsync(string questionId, string text);

    /// <summary>The answer has ended: the record is no longer needed.</summary>
    void Complete(Question question);
}
