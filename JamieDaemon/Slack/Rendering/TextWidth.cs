using System.Globalization;
using System.Text;

namespace JamieDaemon.Slack.Rendering;

/// <summary>How many columns a text takes where all letters are equally wide.</summary>
/// <seealso href="https://www.unicode.org/reports/tr11/"/>
internal static class TextWidth
{
    private const char EmojiVariation = '\ufe0f';

    public static int Of(string text)
    {
        if (Ascii.IsValid(text)) return text.Length;
        var width = 0;
        for (var i = 0; i < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, i);
            width += OfCharacter(text.AsSpan(i, length));
            i += length;
        }

        return width;
    }

    /// <summary>Whether it has letters that are written from right to left.</summary>
    public static bool IsRightToLeft(string text)
    {
        foreach (var c in text)
        {
            if (c is (>= '\u0590' and <= '\u08ff') or (>= '\ufb1d' and <= '\ufdff') or (>= '\ufe70' and <= '\ufefe')) return true;
        }

        return false;
    }

    private static int OfCharacter(ReadOnlySpan<char> character)
    {
        _ = Rune.DecodeFromUtf16(character, out var rune, out _);
        if (character.Contains(EmojiVariation) || IsWide(rune.Value)) return 2;
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format
            or UnicodeCategory.Control ? 0 : 1;
    }

    private static bool IsWide(int rune) => rune switch
    {
        < 0x1100 => false,
        <= 0x115F or (>= 0x231A and <= 0x231B) or (>= 0x23E9 and <= 0x23EC) or 0x23F0 or 0x23F3 => true,
        (>= 0x2614 and <= 0x2615) or (>= 0x2648 and <= 0x2653) or 0x267F or 0x2693 or 0x26A1 or (>= 0x26AA and <= 0x26AB) => true,
        (>= 0x26BD and <= 0x26BE) or (>= 0x26C4 and <= 0x26C5) or 0x26CE or 0x26D4 or 0x26EA or (>= 0x26F2 and <= 0x26F5) => true,
        0x26FA or 0x26FD or 0x2705 or (>= 0x270A and <= 0x270B) or 0x2728 or 0x274C or 0x274E or (>= 0x2753 and <= 0x2757) => true,
        (>= 0x2795 and <= 0x2797) or 0x27B0 or 0x27BF or (>= 0x2B1B and <= 0x2B1C) or 0x2B50 or 0x2B55 => true,
        (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0x33FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF) => true,
        (>= 0xA000 and <= 0xA4CF) or (>= 0xA960 and <= 0xA97F) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF) => true,
        (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) => true,
        (>= 0x1F000 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD) => true,
        _ => false,
    };
}
