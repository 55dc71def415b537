using System.Buffers;
using System.Text;
using System.Text.Unicode;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Context;

/// <summary>Makes text of a file's bytes, in whatever encoding they are.</summary>
internal static class FileText
{
    public const string Cut = "\n[… the middle of this file was left out …]\n";
    public const string CutEnd = "\n[… the rest of this file was left out …]";

    /// <summary>One byte in so many may be a control character in text.</summary>
    private const int TextPerControl = 20;

    /// <summary>In a text without any white space near the cut, nothing is left out.</summary>
    private const int LongestWord = 2048;

    private static readonly SearchValues<byte> Controls = SearchValues.Create(
        1, 2, 3, 4, 5, 6, 7, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31, 127);

    /// <returns>Null for what is no text.</returns>
    public static string? Decode(FileBytes file)
    {
        if (file.Skipped == 0) return Decode([.. file.Head.Span, .. file.Tail.Span]);
        var (encoding, mark) = EncodingOf(file.Head.Span);
        if (encoding is null) return null;
        var head = encoding.GetString(WholeAtEnd(file.Head.Span[mark..], encoding));
        head = head[..WholeWordsEnd(head)];
        if (!file.EndSeen) return head + CutEnd;
        var tail = encoding.GetString(WholeAtStart(file.Tail.Span, file.Length - file.Tail.Length, encoding));
        return head + Cut + tail[WholeWordsStart(tail)..];
    }

    /// <summary>A token that was cut is not known for one any more, so a word is left out that may have been.</summary>
    private static int WholeWordsEnd(string text)
    {
        for (var end = text.Length; end > 0 && text.Length - end < LongestWord; end--)
        {
            if (char.IsWhiteSpace(text[end - 1])) return end;
        }

        return text.Length;
    }

    private static int WholeWordsStart(string text)
    {
        for (var start = 0; start < text.Length && start < LongestWord; start++)
        {
            if (char.IsWhiteSpace(text[start])) return start;
        }

        return 0;
    }

    private static string? Decode(byte[] bytes)
    {
        var (encoding, mark) = EncodingOf(bytes);
        return encoding?.GetString(bytes.AsSpan(mark));
    }

    /// <summary>The encoding and the length of its mark; none for what is no text.</summary>
    private static (Encoding? Encoding, int Mark) EncodingOf(ReadOnlySpan<byte> start) => start switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, 0x00, 0x00, ..] => (Encoding.UTF32, 4),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ when IsBinary(start) => (null, 0),
        // A byte that is no UTF-8 is most often a letter of a western code page.
        _ => (Utf8.IsValid(WholeAtEnd(start, Encoding.UTF8)) ? Encoding.UTF8 : Encoding.Latin1, 0),
    };

    private static bool IsBinary(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Contains((byte)0) || bytes.StartsWith("%PDF-"u8)) return true;
        var controls = 0;
        for (var i = bytes.IndexOfAny(Controls); i >= 0; controls++)
        {
            var next = bytes[(i + 1)..].IndexOfAny(Controls);
            i = next < 0 ? -1 : i + 1 + next;
        }

        return controls * TextPerControl > bytes.Length;
    }

    /// <summary>Without the first bytes of a character whose last ones were cut off.</summary>
    private static ReadOnlySpan<byte> WholeAtEnd(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        if (encoding is UTF32Encoding) return bytes[..(bytes.Length & ~3)];
        if (encoding is UnicodeEncoding) return bytes[..(bytes.Length & ~1)];
        if (encoding is not UTF8Encoding) return bytes;
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var b = bytes[^back];
            if ((b & 0xC0) == 0x80) continue;
            var length = b >= 0xF0 ? 4 : b >= 0xE0 ? 3 : b >= 0xC0 ? 2 : 1;
            return length > back ? bytes[..^back] : bytes;
        }

        return bytes;
    }

    /// <summary>Without the last bytes of a character whose first ones were cut off.</summary>
    /// <param name="bytes">The end of the file.</param>
    /// <param name="from">Where in the file they begin.</param>
    /// <param name="encoding">The file's.</param>
    private static ReadOnlySpan<byte> WholeAtStart(ReadOnlySpan<byte> bytes, long from, Encoding encoding)
    {
        if (encoding is UTF32Encoding) return bytes[(int)((4 - (from % 4)) % 4)..];
        if (encoding is UnicodeEncoding) return bytes[(int)(from % 2)..];
        if (encoding is not UTF8Encoding) return bytes;
        var start = 0;
        while (start < Math.Min(3, bytes.Length) && (bytes[start] & 0xC0) == 0x80) start++;
        return bytes[start..];
    }
}
