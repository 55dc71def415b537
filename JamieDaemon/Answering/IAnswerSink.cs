namespace JamieDaemon.Answering;

/// <summary>Where answers go.</summary>
public interface IAnswerSink
{
    /// <summary>Begins the answer to <paramref name="question"/>. The asker sees that Jamie is at work when the first words take long.</summary>
    IAnswer Begin(Question question);
}

/// <summary>One answer while it grows. Used by one caller at a time; ends once, unless its ending was given up or void.</summary>
public interface IAnswer : IAsyncDisposable
{
    /// <summary>Whether somebody may have seen words of it. Asked from anywhere, at any time.</summary>
    bool HasWords { get; }

    /// <summary>Takes up what an earlier process has left of it.</summary>
    /// <returns>Whether nothing is left to do: it stands whole, or must not be sent again because it may have arrived.</returns>
    Task<bool> ResumeAsync();

    /// <summary>What is going on before the first words. Returns at once, like <see cref="Append"/>.</summary>
    void Report(AnswerProgress progress);

    /// <summary>Adds Markdown. Returns at once: how often the asker's view follows is the sink's own affair.</summary>
    void Append(string text);

    /// <summary>Adds a sentence of Jamie's own, which stands below all that the model says, whatever the model has left open.</summary>
    void AppendNote(string sentence);

    /// <summary>The question was changed: what was said so far is void, and what follows takes its place.</summary>
    void Restart();

    /// <summary>Ends the answer; returns once the chat has all of it.</summary>
    /// <param name="ending">How.</param>
    /// <param name="unwanted">
    /// Nobody wants it so any more: what still waits is not sent. A send under way is seen through, since one that is cut may have arrived.
    /// </param>
    /// <exception cref="UndeliveredException">The chat takes nothing at the moment: the same question may be answered again, later.</exception>
    /// <exception cref="OperationCanceledException">It was given up. What stands is taken back by <see cref="Restart"/> and another ending.</exception>
    Task EndAsync(AnswerEnding ending, CancellationToken unwanted);
}
