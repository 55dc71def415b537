using System.Text;
using System.Text.Json;
using JamieDaemon.Answering;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Terminal;

/// <summary>One answer on its way to the screen: word by word or, for scripts, as one line of JSON at its end.</summary>
internal sealed class TerminalAnswer(Question question, TerminalScreen screen, bool asJson, TimeProvider time) : IAnswer
{
    private readonly StringBuilder _text = new();
    private string _shown = "";
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
        // Without the end of a word there is nothing new to show.
        if (!asJson && text.AsSpan().ContainsAnyExceptInRange('!', '~')) Show(SecretRedactor.RedactSoFar(_text.ToString()));
    }

    public void AppendNote(string sentence)
    {
        sentence = SecretRedactor.Redact(sentence);
        _notes.Add(sentence);
        if (asJson) return;
        Show(SecretRedactor.Redact(_text.ToString()));
        screen.Write($"\n\n{sentence}");
    }

    public void Restart()
    {
        _text.Clear();
        _notes.Clear();
        _shown = "";
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

    /// <summary>What was seen stays: where it would have to change, the whole text follows.</summary>
    private void Show(string text)
    {
        if (text.Length == _shown.Length) return;
        screen.Write(text.StartsWith(_shown, StringComparison.Ordinal) ? text[_shown.Length..] : $"\n{text}");
        _shown = text;
    }

    private void Conclude(AnswerEnding? ending)
    {
        var text = SecretRedactor.Redact(_text.ToString());
        if (!asJson && _notes.Count == 0) Show(text);
        var reply = TerminalReply.Of(question, text, _notes, ending, time.GetElapsedTime(question.ReceivedAt));
        if (asJson) screen.Write(JsonSerializer.Serialize(reply, TerminalJsonContext.Default.TerminalReply) + "\n");
        else if (reply.Problem is { } problem) screen.Note(problem);
        screen.EndLine();
        _reply.TrySetResult(reply);
    }
}
