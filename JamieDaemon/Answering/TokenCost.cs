namespace JamieDaemon.Answering;

/// <summary>What text costs in a prompt, counted in thirds of a token and rather too high than too low.</summary>
/// <remarks>
/// Only the model's own tokenizer knows for certain. English has about four characters to a token; in logs digits and signs are often
/// tokens of their own; outside the Latin, Greek and Cyrillic scripts a character is about one token.
/// </remarks>
internal static class TokenCost
{
    public const int OfToken = 3;

    public static int Of(ReadOnlySpan<char> text)
    {
        var cost = 0;
        foreach (var c in text) cost += Of(c);
        return cost;
    }

    /// <summary>As much of the beginning as the cost allows; no half of a surrogate pair.</summary>
    public static ReadOnlySpan<char> Head(ReadOnlySpan<char> text, int cost)
    {
        var length = 0;
        while (length < text.Length && (cost -= Of(text[length])) >= 0) length++;
        return length > 0 && length < text.Length && char.IsHighSurrogate(text[length - 1]) ? text[..(length - 1)] : text[..length];
    }

    /// <summary>As much of the end as the cost allows; no half of a surrogate pair.</summary>
    public static ReadOnlySpan<char> Tail(ReadOnlySpan<char> text, int cost)
    {
        var start = text.Length;
        while (start > 0 && (cost -= Of(text[start - 1])) >= 0) start--;
        return start > 0 && start < text.Length && char.IsLowSurrogate(text[start]) ? text[(start + 1)..] : text[start..];
    }

    private static int Of(char c) => c switch
    {
        ' ' or (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => 1,
        < '\u0600' => 2,
        _ when char.IsSurrogate(c) => 5,
        _ => 3,
    };
}
