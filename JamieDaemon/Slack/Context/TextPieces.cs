using System.Text;

namespace JamieDaemon.Slack.Context;

/// <summary>The lines of a message in the making. What was said already is not said again.</summary>
internal sealed class TextPieces
{
    /// <summary>Shorter texts ("5", "firing") stand in others by chance.</summary>
    private const int LeastToRecognise = 8;

    /// <summary>More than any message of Slack's has.</summary>
    private const int Most = 100_000;

    private readonly StringBuilder _text = new();
    private readonly StringBuilder _essence = new();
    private readonly HashSet<string> _lines = [];

    /// <summary>Adds a line, whatever was said before.</summary>
    public void Add(string line)
    {
        if (string.IsNullOrWhiteSpace(line) || _text.Length + line.Length > Most) return;
        if (_text.Length > 0) _text.Append('\n');
        _text.Append(line.Trim('\n', '\r'));
        var essence = Essence(line);
        _essence.Append(essence);
        _lines.Add(essence);
    }

    /// <summary>Adds a line unless all of it was said before.</summary>
    public void AddNew(string line)
    {
        if (!Says(line)) Add(line);
    }

    public bool Says(string line)
    {
        var essence = Essence(line);
        return essence.Length < LeastToRecognise
            ? _lines.Contains(essence) || string.IsNullOrWhiteSpace(line)
            : _essence.ToString().Contains(essence, StringComparison.Ordinal);
    }

    public override string ToString() => _text.ToString();

    /// <summary>
    /// Letters and digits alone, where there are any: the same words are formatted otherwise in a fallback, in mrkdwn and in blocks.
    /// </summary>
    private static string Essence(string line)
    {
        var essence = new StringBuilder(line.Length);
        foreach (var c in line)
        {
            if (char.IsLetterOrDigit(c)) essence.Append(char.ToLowerInvariant(c));
        }

        return essence.Length > 0 ? essence.ToString() : line.Trim();
    }
}
