using System.Buffers;

namespace JamieDaemon.Telemetry.Secrets;

/// <summary>Tells what was drawn by lot from what somebody has called something.</summary>
internal static class Chance
{
    private const int LongestWord = 20;

    private static readonly SearchValues<char> OfName = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>Digits among letters, signs within, capitals behind small letters, or longer than words are.</summary>
    public static bool IsLikelyIn(ReadOnlySpan<char> word)
    {
        if (word.Length >= LongestWord) return true;
        var (hasLetter, hasDigit, hasSign) = (false, false, false);
        for (var i = 0; i < word.Length; i++)
        {
            var character = word[i];
            if (i > 0 && char.IsAsciiLetterUpper(character) && char.IsAsciiLetterLower(word[i - 1])) return true;
            hasLetter |= char.IsAsciiLetter(character);
            hasDigit |= char.IsAsciiDigit(character);
            hasSign |= character is '!' or '@' or '#' or '$' or '%' or '^' or '&' or '*' or '+' or '=' or '~' or '?';
        }

        return hasSign || (hasDigit && (hasLetter || word.Length >= 4));
    }

    /// <summary>A name as Kubernetes has them, a version, a date, a count, or a plain word: <c>web-tls-2026</c>, <c>v1.29</c>, <c>4096</c>.</summary>
    public static bool IsName(ReadOnlySpan<char> word)
    {
        var parts = 0;
        foreach (var part in word.SplitAny('-', '.', '_', '/', ':'))
        {
            parts++;
            var segment = word[part];
            if (segment.ContainsAnyExcept(OfName)) return false;
            var letters = segment.IndexOfAnyInRange('0', '9') is var digit && digit < 0 ? segment.Length : digit;
            var isNumbered = !segment[letters..].ContainsAnyExceptInRange('0', '9') && segment.Length - letters <= 4;
            if (!isNumbered && segment.Length > 4) return false;
        }

        return parts > 1 || !word.ContainsAnyExceptInRange('0', '9') || (word.Length < 8 && !word.ContainsAnyInRange('0', '9'));
    }
}
