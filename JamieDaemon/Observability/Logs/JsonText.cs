using System.Text;
using System.Text.Encodings.Web;

namespace JamieDaemon.Observability.Logs;

/// <summary>Cuts text so that it fits a number of bytes after JSON escaping in UTF-8, never through a character.</summary>
public static class JsonText
{
    /// <summary>The longest escape of one UTF-16 unit: <c>\u2028</c>.</summary>
    private const int LongestEscape = 6;

    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    public static ReadOnlySpan<char> Fit(ReadOnlySpan<char> text, int maximumBytes)
    {
        if (text.Length <= maximumBytes / LongestEscape)
        {
            return text;
        }

        var bytes = 0;
        for (var at = 0; at < text.Length;)
        {
            _ = Rune.DecodeFromUtf16(text[at..], out var rune, out var units);
            bytes += Bytes(rune);
            if (bytes > maximumBytes)
            {
                return text[..at];
            }

            at += units;
        }

        return text;
    }

    private static int Bytes(Rune rune) => rune.Value switch
    {
        '"' or '\\' or '\n' or '\r' or '\t' or '\b' or '\f' => 2,
        // What stands for a lone surrogate, and may be written as an escape.
        0xFFFD => LongestEscape,
        var scalar when Encoder.WillEncode(scalar) => LongestEscape * rune.Utf16SequenceLength,
        _ => rune.Utf8SequenceLength,
    };
}
