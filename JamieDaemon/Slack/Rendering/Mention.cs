using System.Buffers;

namespace JamieDaemon.Slack.Rendering;

/// <summary>Names that Slack turns into mentions and channel links where a text is parsed for them (<c>link_names</c>, <c>parse</c>, text objects).</summary>
/// <seealso href="https://docs.slack.dev/reference/block-kit/composition-objects/text-object"/>
internal static class Mention
{
    /// <summary>The signs of users and channels, as they are and full-width.</summary>
    public static readonly SearchValues<char> Signs = SearchValues.Create("@＠#＃");

    private static readonly string[] Broadcasts = ["channel", "here", "everyone", "group"];

    /// <summary>Whether what follows an at-sign is the name of everybody, as a word.</summary>
    public static bool IsBroadcast(ReadOnlySpan<char> afterSign)
    {
        foreach (var name in Broadcasts)
        {
            if (afterSign.StartsWith(name, StringComparison.OrdinalIgnoreCase)
                && (afterSign.Length == name.Length || !char.IsAsciiLetterOrDigit(afterSign[name.Length])))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Writes a word of prose, decoded, its mentions and channel names parted from their sign.</summary>
    public static void WriteParted(ReadOnlySpan<char> word, SafeOutput output)
    {
        // What was decoded must not become an entity of another kind now.
        if (word.Contains('&')) word = word.ToString().Replace("&", "&amp;", StringComparison.Ordinal);
        var written = 0;
        for (var i = 0; i < word.Length - 1; i++)
        {
            if (!IsSign(word, i)) continue;
            output.Write(word[written..(i + 1)]);
            output.Write([SafeOutput.ZeroWidthSpace]);
            written = i + 1;
        }

        output.Write(word[written..]);
    }

    private static bool IsSign(ReadOnlySpan<char> word, int at)
    {
        var afterWord = at > 0 && char.IsLetterOrDigit(word[at - 1]);
        var next = word[at + 1];
        return word[at] switch
        {
            '@' or '＠' => (!afterWord && (char.IsLetterOrDigit(next) || next == '_')) || IsBroadcast(word[(at + 1)..]),
            '#' or '＃' => !afterWord && char.IsLetter(next),
            _ => false,
        };
    }
}
