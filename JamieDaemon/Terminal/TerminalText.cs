using System.Buffers;
using System.Globalization;
using System.Text;
using JamieDaemon.Answering;

namespace JamieDaemon.Terminal;

/// <summary>What may be shown on a terminal, and the words for what goes on.</summary>
internal static class TerminalText
{
    /// <summary>Control characters but for the line's end and the tab: they could move the cursor, rename the window, or worse.</summary>
    private static readonly SearchValues<char> Unsafe = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(code => (char)code).Where(char.IsControl).Except(['\n', '\t'])]);

    /// <summary>Text of the model, which is untrusted, without what a terminal would take for a command.</summary>
    public static string Harmless(string text)
    {
        if (!text.AsSpan().ContainsAny(Unsafe)) return text;
        var kept = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (!Unsafe.Contains(character)) kept.Append(character);
        }

        return kept.ToString();
    }

    public static string Of(AnswerProgress progress) => progress switch
    {
        { Phase: AnswerPhase.Waiting, Ahead: 0 } => $"waiting for the model{About(progress.Left)}",
        { Phase: AnswerPhase.Waiting } => $"waiting, {progress.Ahead} ahead{About(progress.Left)}",
        { Phase: AnswerPhase.Loading } => $"loading the model{About(progress.Left)}",
        { Phase: AnswerPhase.Reading, Tokens: { } tokens } =>
            string.Create(CultureInfo.InvariantCulture, $"reading some {tokens:N0} tokens{About(progress.Left)}"),
        { Phase: AnswerPhase.Reading } => $"reading{About(progress.Left)}",
        _ => "gathering the context",
    };

    private static string About(TimeSpan? left) => left switch
    {
        null => "",
        { TotalSeconds: < 100 } soon => $", about {Math.Ceiling(soon.TotalSeconds):F0} s",
        { } late => $", about {Math.Ceiling(late.TotalMinutes):F0} min",
    };
}
