using System.Text;
using System.Text.Json;
using JamieDaemon.Answering;

namespace JamieDaemon.Terminal;

/// <summary>One answer on its way to the screen: word by word or, for scripts, as one line of JSON at its end.</summary>
internal sealed class TerminalAnswer(Question question, TerminalScreen screen, bool asJson, TimeProvider time) : IAnswer
{
    private readonly StringBuilder _text = new();
    private readonly List<string> _notes = [];
    private readonly TaskCompletionSource<TerminalReply> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The answer once it has ended, in whatever way.</summary>
    public Task<TerminalReply> Reply => _reply.Task;

    /// <summary>What is whole has been seen: a screen takes it at once.</summary>
    public bool HasWords => true;

    public Task<bool> ResumeAsync() => Task.FromResult(false);

    public void Report(AnswerProgress progress)
    {
        if (_text.Length == 0) screen.ShowPhase(TerminalText.Of(progress));
    }

    public void Append(string text)
    {
        text = TerminalText.Harmless(text);
        _text.Append(text);
        if (!asJson) screen.Write(text);
    }

    public void AppendNote(string sentence)
    {
        _notes.Add(sentence);
        if (!asJson) screen.Write($"\n\n{sentence}");
    }

    public void Restart()
    {
        _text.Clear();
        _notes.Clear();
        screen.Note("The question was changed; here is the answer to the new one:");
    }

    public Task EndAsync(AnswerEnding ending, CancellationToken unwanted)
    {
        Conclude(ending);
        return Task.CompletedTask;
    }

    /// <summary>Whoever waits for the answer must hear of its end, also when something broke on the way.</summary>
    public ValueTask DisposeAsync()
    {
        if (!_reply.Task.IsCompleted) Conclude(null);
        return ValueTask.CompletedTask;
    }

    private void Conclude(AnswerEnding? ending)
    {
        var reply = TerminalReply.Of(question, _text.ToString(), _notes, ending, time.GetElapsedTime(question.ReceivedAt));
        if (asJson) screen.Write(JsonSerializer.Serialize(reply, TerminalJsonContext.Default.TerminalReply) + "\n");
        else if (reply.Problem is { } problem) screen.Note(problem);
        screen.EndLine();
        _reply.TrySetResult(reply);
    }
}
