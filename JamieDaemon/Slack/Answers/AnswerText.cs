using System.Text;
using JamieDaemon.Answering;

namespace JamieDaemon.Slack.Answers;

/// <summary>What is known of an answer so far: written by the model's side, read by the loop that shows it.</summary>
internal sealed class AnswerText
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private readonly List<string> _notes = [];
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private AnswerProgress? _progress;

    /// <summary>Completes with the first text.</summary>
    public Task Begun => _begun.Task;

    /// <summary>The latest step; <see langword="null"/> before the first.</summary>
    public AnswerProgress? Progress => Volatile.Read(ref _progress);

    public void Report(AnswerProgress progress) => Volatile.Write(ref _progress, progress);

    public void Append(string text)
    {
        lock (_lock) _text.Append(text);
        _begun.TrySetResult();
    }

    /// <summary>Adds a sentence of Jamie's own.</summary>
    public void AppendNote(string sentence)
    {
        lock (_lock) _notes.Add(sentence);
    }

    public void Clear()
    {
        lock (_lock)
        {
            _text.Clear();
            _notes.Clear();
        }

        Volatile.Write(ref _progress, null);
    }

    /// <summary>What Jamie has to say below the model's words.</summary>
    public string[] ToNotes()
    {
        lock (_lock) return [.. _notes];
    }

    /// <summary>The model's words.</summary>
    public override string ToString()
    {
        lock (_lock) return _text.ToString();
    }
}
