using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace JamieDaemon.Slack.Json;

/// <summary>Reads any string of JSON: half a character, escaped (<c>\ud83d</c>) or not, becomes U+FFFD.</summary>
/// <remarks>Whoever cuts a text by its code units cuts emoji in two. The grammar of JSON allows that, but .NET throws at such a string.</remarks>
internal static class WholeCharacters
{
    private const int Escape = 6;

    /// <summary>The string at which the reader stands.</summary>
    public static string GetWholeString(this ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescape(Mend(reader.ValueSpan));
        }
    }

    /// <inheritdoc cref="GetWholeString(ref Utf8JsonReader)"/>
    public static string GetWholeString(this JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Unescape(Mend(JsonMarshal.GetRawUtf8Value(text)[1..^1]));
        }
    }

    private static string Unescape(ReadOnlySpan<byte> escaped)
    {
        var reader = new Utf8JsonReader([(byte)'"', .. escaped, (byte)'"']);
        reader.Read();
        return reader.GetString()!;
    }

    private static byte[] Mend(ReadOnlySpan<byte> escaped)
    {
        var mended = Utf8.IsValid(escaped) ? escaped.ToArray() : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(escaped));
        for (var at = 0; at < mended.Length;)
        {
            var rest = mended.AsSpan(at);
            var isPair = IsHigh(rest) && IsLow(rest[Escape..]);
            var isHalf = !isPair && (IsHigh(rest) || IsLow(rest));
            if (isHalf) "\\ufffd"u8.CopyTo(rest);
            at += isPair ? 2 * Escape : isHalf ? Escape : rest[0] == '\\' ? 2 : 1;
        }

        return mended;
    }

    private static bool IsHigh(ReadOnlySpan<byte> escape) => escape is
        [(byte)'\\', (byte)'u', (byte)'d' or (byte)'D', (byte)'8' or (byte)'9' or (byte)'a' or (byte)'b' or (byte)'A' or (byte)'B', _, _, ..];

    private static bool IsLow(ReadOnlySpan<byte> escape) => escape is
        [(byte)'\\', (byte)'u', (byte)'d' or (byte)'D', (>= (byte)'c' and <= (byte)'f') or (>= (byte)'C' and <= (byte)'F'), _, _, ..];
}
