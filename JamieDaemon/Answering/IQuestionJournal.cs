namespace JamieDaemon.Answering;

/// <summary>The record of what was accepted and not yet answered. Whatever it has accepted is answered, also by the next process.</summary>
public interface IQuestionJournal
{
    /// <summary>Hands the question to the journal's writer and returns at once; <paramref name="receipt"/> hears of it when the record is safe.</summary>
    void Accept(Question question, IJournalReceipt receipt);

    /// <summary>The answer is complete: the record is no longer needed.</summary>
    void Complete(Question question);
}

/// <summary>Who waits for a record to be safe.</summary>
public interface IJournalReceipt
{
    /// <summary>The record is safe. Called once, on the journal's writer: return quickly, never throw.</summary>
    void Accepted(Question question);
}
