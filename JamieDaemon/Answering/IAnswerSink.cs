namespace JamieDaemon.Answering;

/// <summary>Where answers go.</summary>
public interface IAnswerSink
{
    /// <summary>Begins the answer to <paramref name="question"/>. The asker sees that Jamie is at work when the first words take long.</summary>
    IAnswer Begin(Question question);
}

/// <summary>One answer while it grows. Used by one caller at a time; ends exactly once.</summary>
public interface IAnswer : IAsyncDisposable
{
    /// <summary>What is going on before the first words. Returns at once, like <see cref="Append"/>.</summary>
    void Report(AnswerProgress progress);

    /// <summary>Adds Markdown. Returns at once: how often the asker's view follows is the sink's own affair.</summary>
    void Append(string text);

    /// <summary>Adds a sentence of Jamie's own, which stands below all that the model says, whatever the model has left open.</summary>
    void AppendNote(string sentence);

    /// <summary>The question was changed: what was said so far is void, and what follows takes its place.</summary>
    void Restart();

    /// <summary>Ends the answer; returns once the chat has all of it.</summary>
    /// <remarks>Takes no cancellation: what was thought is worth delivering, and a send cut under way may have arrived.</remarks>
    Task EndAsync(AnswerEnding ending);
}
