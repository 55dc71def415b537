namespace JamieDaemon.Slack.Rendering;

/// <summary>
/// Code stays as it is, that it may be copied, but for the beginnings of what Slack would act on where its parser finds no code:
/// <c>&lt;!channel&gt;</c>, <c>&lt;@U1&gt;</c>, <c>&lt;#C1&gt;</c>, <c>&lt;https://…&gt;</c> and <c>@channel</c>.
/// </summary>
internal static class SafeCode
{
    private const int LongestScheme = 12;

    /// <summary>Text that was put together from pieces, parted where it now makes what none of them made.</summary>
    public static string Parted(string text)
    {
        var output = new SafeOutput();
        Write(text, output);
        return output.Take();
    }

    public static void Write(ReadOnlySpan<char> code, SafeOutput output)
    {
        var written = 0;
        for (var i = 0; i < code.Length; i++)
        {
            var at = code[i..].IndexOfAny('<', '@', '＠');
            if (at < 0) break;
            i += at;
            if (!(code[i] == '<' ? OpensControlSequence(code[(i + 1)..]) : Mention.IsBroadcast(code[(i + 1)..]))) continue;
            output.Write(code[written..(i + 1)]);
            output.Write([SafeOutput.ZeroWidthSpace]);
            written = i + 1;
        }

        output.Write(code[written..]);
    }

    private static bool OpensControlSequence(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty) return false;
        return rest[0] switch
        {
            '!' => rest.Length > 1 && char.IsLetterOrDigit(rest[1]) && !rest.StartsWith("!doctype", StringComparison.OrdinalIgnoreCase),
            '@' => true,
            '#' => rest.Length > 1 && char.IsLetterOrDigit(rest[1]),
            _ => OpensLink(rest),
        };
    }

    private static bool OpensLink(ReadOnlySpan<char> rest)
    {
        var colon = rest[..Math.Min(rest.Length, LongestScheme)].IndexOf(':');
        return colon > 0 && !rest[..colon].ContainsAnyExceptInRange('A', 'z')
            && (rest[(colon + 1)..].StartsWith("//", StringComparison.Ordinal) || rest[..colon] is "mailto" or "tel");
    }
}
