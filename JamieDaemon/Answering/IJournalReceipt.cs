namespace JamieDaemon.Answering;

/// <summary>Who waits for a record to be safe. One of the two is called, once, on the journal's writer: return quickly, never throw.</summary>
public interface IJournalReceipt
{
    /// <summary>The record is safe.</summary>
    void Accepted();

    /// <summary>The disk does not take it: the question is not accepted, and its asker must be told.</summary>
    void Refused();
}
