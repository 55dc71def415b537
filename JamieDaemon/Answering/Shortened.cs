namespace JamieDaemon.Answering;

/// <summary>Keeps the beginning and the end of a text: a log says what it is at the top and what went wrong at the bottom.</summary>
internal static class Shortened
{
    public const string Cut = "\n[… part of this was left out …]\n";

    private static readonly int CutCost = TokenCost.Of(Cut);

    /// <param name="text">Any text.</param>
    /// <param name="cost">What it may cost, see <see cref="TokenCost"/>.</param>
    /// <returns>The text itself when it costs no more; nothing when not even the mark of the cut fits.</returns>
    public static string To(string text, int cost)
    {
        if (TokenCost.Of(text) <= cost) return text;
        var half = (cost - CutCost) / 2;
        return half <= 0 ? "" : string.Concat(TokenCost.Head(text, half), Cut, TokenCost.Tail(text, half));
    }
}
