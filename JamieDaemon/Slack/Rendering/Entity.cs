using System.Buffers;
using System.Globalization;
using System.Text;
using Markdig.Helpers;

namespace JamieDaemon.Slack.Rendering;

/// <summary>Characters of a text that are written in a roundabout way: <c>&amp;#64;</c> or <c>\.</c>.</summary>
internal static class Entity
{
    private const int Longest = 40;

    /// <summary>Characters that mean something to Markdown or Slack, and stay disguised.</summary>
    private static readonly SearchValues<char> Markup = SearchValues.Create("\\`*_{}[]<>#~|&\n\r\t");

    /// <summary>Punctuation that makes addresses and mentions, and that a backslash would hide from us but not from Slack.</summary>
    private const string OfAddresses = ".:/@?&=%-+!;,";

    /// <summary>How long the entity is that a text begins with; 0 when it is none, -1 when it may still become one.</summary>
    public static int Length(ReadOnlySpan<char> text)
    {
        for (var i = 1; i < text.Length && i < Longest; i++)
        {
            if (text[i] == ';') return i > 1 ? i + 1 : 0;
            if (!char.IsAsciiLetterOrDigit(text[i]) && !(i == 1 && text[i] == '#')) return 0;
        }

        return text.Length < Longest ? -1 : 0;
    }

    /// <summary>What the entity stands for when that is plain text; null when it has to stay as it is.</summary>
    public static string? Plain(ReadOnlySpan<char> entity) =>
        Decode(entity) is { Length: > 0 } decoded && !decoded.AsSpan().ContainsAny(Markup) && !char.IsControl(decoded[0])
            && !IsBidi(decoded[0])
            ? decoded
            : null;

    /// <summary>Whether it stands for a less-than sign.</summary>
    public static bool IsLess(ReadOnlySpan<char> entity) => Decode(entity) is "<";

    /// <summary>Whether a backslash before this character hides nothing but an address.</summary>
    public static bool IsOfAddress(char escaped) => OfAddresses.Contains(escaped, StringComparison.Ordinal);

    private static string? Decode(ReadOnlySpan<char> entity)
    {
        var name = entity[1..^1];
        if (name[0] != '#') return EntityHelper.DecodeEntity(name);
        var isHex = name.Length > 1 && name[1] is 'x' or 'X';
        return int.TryParse(name[(isHex ? 2 : 1)..], isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Rune.IsValid(number)
            ? new Rune(number).ToString()
            : null;
    }

    private static bool IsBidi(char c) => c is (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');
}
