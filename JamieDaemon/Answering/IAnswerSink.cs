namespace JamieDaemon.Answering;

/// <summary>Where answers go.</summary>
public interface IAnswerSink
{
    /// <summary>Begins the answer to <paramref name="question"/>. The asker sees that Jamie is at work when the first words take long.</summary>
    IAnswer Begin(Question question);
}

/// <summary>One answer while it grows. Used by one caller at a time; ends with exactly one of its two endings.</summary>
/// <remarks>The endings take no cancellation: what was thought is worth delivering, and a send cut under way may have arrived.</remarks>
public interface IAnswer : IAsyncDisposable
{
    /// <summary>Adds text. Returns at once: how often the asker's view follows is the sink's own affair.</summary>
    void Append(string text);

    /// <summary>Shows the whole text; returns once the chat has it.</summary>
    Task CompleteAsync();

    /// <summary>Ends the answer with a plain sentence in place of, or below, what was said so far.</summary>
    Task ApologiseAsync(string sentence);
}
