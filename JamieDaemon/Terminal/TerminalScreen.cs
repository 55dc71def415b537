namespace JamieDaemon.Terminal;

/// <summary>Where words go: answers to standard output, all else to standard error, so that an answer can be piped on.</summary>
/// <param name="output">Answers.</param>
/// <param name="errors">Everything else.</param>
/// <param name="showsProgress">Whether somebody looks at <paramref name="errors"/>, on a terminal that can take a line back.</param>
internal sealed class TerminalScreen(TextWriter output, TextWriter errors, bool showsProgress)
{
    /// <summary>To the beginning of the line, and clear it (ECMA-48).</summary>
    private const string TakeBack = "\r\e[K";

    private readonly Lock _lock = new();
    private bool _showsPhase;
    private bool _isMidLine;

    /// <summary>Shows what goes on, in place of what was shown before.</summary>
    public void ShowPhase(string phase)
    {
        if (!showsProgress) return;
        lock (_lock)
        {
            errors.Write($"{TakeBack}… {phase}");
            errors.Flush();
            _showsPhase = true;
        }
    }

    /// <summary>A piece of an answer, at once.</summary>
    public void Write(string text)
    {
        if (text.Length == 0) return;
        lock (_lock)
        {
            ClearPhase();
            output.Write(text);
            output.Flush();
            _isMidLine = text[^1] != '\n';
        }
    }

    /// <summary>Ends the answer's last line.</summary>
    public void EndLine()
    {
        lock (_lock)
        {
            ClearPhase();
            if (!_isMidLine) return;
            output.WriteLine();
            output.Flush();
            _isMidLine = false;
        }
    }

    /// <summary>A sentence that is no part of an answer, on a line of its own.</summary>
    public void Note(string sentence)
    {
        lock (_lock)
        {
            EndLine();
            errors.WriteLine(sentence);
            errors.Flush();
        }
    }

    /// <summary>Invites to ask.</summary>
    public void Prompt()
    {
        lock (_lock)
        {
            EndLine();
            errors.Write("> ");
            errors.Flush();
        }
    }

    private void ClearPhase()
    {
        if (!_showsPhase) return;
        errors.Write(TakeBack);
        errors.Flush();
        _showsPhase = false;
    }
}
