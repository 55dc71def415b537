namespace JamieDaemon.Sandbox.Terminal;

/// <summary>What a key did to the line.</summary>
internal enum KeyEffect
{
    None,
    Edited,
    Entered,
    Ended,
}

/// <summary>The line being typed: text, cursor, and the lines before it.</summary>
internal sealed class LineEditor
{
    private const char EndOfTransmission = '\u0004';
    private readonly List<string> _history = [];
    private int _recalled;

    public string Text { get; private set; } = "";

    /// <summary>Characters before the cursor.</summary>
    public int Cursor { get; private set; }

    public KeyEffect Press(ConsoleKeyInfo key)
    {
        switch (key.Key)
        {
            case ConsoleKey.Enter:
                return KeyEffect.Entered;
            case ConsoleKey.Backspace when Cursor > 0:
                return Set(Text.Remove(Cursor - 1, 1), Cursor - 1);
            case ConsoleKey.Delete when Cursor < Text.Length:
                return Set(Text.Remove(Cursor, 1), Cursor);
            case ConsoleKey.LeftArrow when Cursor > 0:
                return Set(Text, Cursor - 1);
            case ConsoleKey.RightArrow when Cursor < Text.Length:
                return Set(Text, Cursor + 1);
            case ConsoleKey.Home:
                return Set(Text, 0);
            case ConsoleKey.End:
                return Set(Text, Text.Length);
            case ConsoleKey.UpArrow when _recalled > 0:
                return Recall(_recalled - 1);
            case ConsoleKey.DownArrow when _recalled < _history.Count:
                return Recall(_recalled + 1);
            default:
                return Type(key.KeyChar);
        }
    }

    /// <summary>Hands the line out and begins a new one.</summary>
    public string Take()
    {
        var line = Text;
        if (line.Length > 0)
            _history.Add(line);
        _recalled = _history.Count;
        Set("", 0);
        return line;
    }

    private KeyEffect Type(char typed)
    {
        if (typed == EndOfTransmission && Text.Length == 0)
            return KeyEffect.Ended;
        return char.IsControl(typed) ? KeyEffect.None : Set(Text.Insert(Cursor, typed.ToString()), Cursor + 1);
    }

    private KeyEffect Recall(int index)
    {
        _recalled = index;
        var text = index < _history.Count ? _history[index] : "";
        return Set(text, text.Length);
    }

    private KeyEffect Set(string text, int cursor)
    {
        (Text, Cursor) = (text, cursor);
        return KeyEffect.Edited;
    }
}
