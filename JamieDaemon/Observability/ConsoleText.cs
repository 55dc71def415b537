namespace JamieDaemon.Observability;

/// <summary>Text of others on its way to a console.</summary>
internal static class ConsoleText
{
    /// <summary>Without line breaks, which would forge a record, and escapes, which could steer the terminal.</summary>
    /// <returns>The text itself when there is none.</returns>
    public static string OneLine(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c)) return string.Create(text.Length, text, Blank);
        }

        return text;
    }

    private static void Blank(Span<char> line, string from)
    {
        for (var i = 0; i < from.Length; i++) line[i] = char.IsControl(from[i]) ? ' ' : from[i];
    }
}
