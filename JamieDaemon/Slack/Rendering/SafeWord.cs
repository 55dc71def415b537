using System.Buffers;

namespace JamieDaemon.Slack.Rendering;

/// <summary>One word of prose. What Slack might turn into a link becomes code, which it does not link; mentions lose their power.</summary>
/// <remarks>
/// Slack's servers fetch every address of a message in order to unfold it, unless both unfurl flags are off, and streams have no such flags:
/// an address that nobody allowed can carry what the model read to whoever owns it. As code it is still there to read and to copy.
/// </remarks>
/// <seealso href="https://docs.slack.dev/messaging/unfurling-links-in-messages"/>
internal static class SafeWord
{
    private static readonly SearchValues<char> Opening = SearchValues.Create("([{'“„«‘,;:!?.…_");
    private static readonly SearchValues<char> Closing = SearchValues.Create(")]}'”“»’,;:!?.…_");
    private static readonly SearchValues<char> Suspicious = SearchValues.Create(".:@＠#＃");
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789.");

    /// <summary>Whether a word has nothing that Slack would make a link or a mention of.</summary>
    public static bool IsHarmless(ReadOnlySpan<char> word) =>
        !word.ContainsAny(Suspicious) || (!word.ContainsAny(Mention.Signs) && !IsLinkLike(Core(WithoutOpening(word))));

    public static void Write(ReadOnlySpan<char> word, LinkHosts hosts, SafeOutput output)
    {
        if (word.IndexOfAny('.', ':') >= 0)
        {
            var opened = WithoutOpening(word);
            var core = Core(opened);
            if (IsLinkLike(core))
            {
                Mention.WriteParted(word[..^opened.Length], output);
                if (IsAllowed(core, hosts)) output.WriteAddress(core);
                else output.WriteCode(core);
                output.Write(opened[core.Length..]);
                return;
            }
        }

        Mention.WriteParted(word, output);
    }

    /// <summary>One address alone: where several are run together, it is for Slack to say where the second begins.</summary>
    private static bool IsAllowed(ReadOnlySpan<char> word, LinkHosts hosts) => word.Count("://") switch
    {
        0 => hosts.AllowsWithoutScheme(word),
        1 => hosts.Allows(word),
        _ => false,
    };

    /// <summary>Without the punctuation around it; but "www." at the end of a word would make an address of whatever follows.</summary>
    private static ReadOnlySpan<char> Core(ReadOnlySpan<char> opened) =>
        opened.EndsWith("www.", StringComparison.OrdinalIgnoreCase) ? opened : WithoutClosing(opened);

    private static ReadOnlySpan<char> WithoutOpening(ReadOnlySpan<char> word)
    {
        var start = word.IndexOfAnyExcept(Opening);
        return start < 0 ? [] : word[start..];
    }

    /// <summary>Without the punctuation that follows a word; a closing bracket belongs to an address that has the opening one.</summary>
    private static ReadOnlySpan<char> WithoutClosing(ReadOnlySpan<char> word)
    {
        while (word.Length > 0 && Closing.Contains(word[^1]))
        {
            if (word[^1] == ')' && word.Count('(') >= word.Count(')')) break;
            word = word[..^1];
        }

        return word;
    }

    /// <summary>An address with its scheme, or something with dots that ends in letters like a host: better too many than one too few.</summary>
    public static bool IsLinkLike(ReadOnlySpan<char> word)
    {
        if (word.Contains("://", StringComparison.Ordinal) || word.Contains("www.", StringComparison.OrdinalIgnoreCase)
            || word.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        for (var at = 0; at < word.Length;)
        {
            var length = HostLength(word[at..]);
            if (length > 0 && IsHostLike(word.Slice(at, length), word[(at + length)..])) return true;
            at += Math.Max(length, 1);
        }

        return false;
    }

    private static int HostLength(ReadOnlySpan<char> word)
    {
        var length = 0;
        while (length < word.Length && (char.IsLetterOrDigit(word[length]) || char.IsSurrogate(word[length]) || word[length] is '.' or '-' or '_')) length++;
        return length;
    }

    private static bool IsHostLike(ReadOnlySpan<char> host, ReadOnlySpan<char> rest)
    {
        host = host.TrimEnd('.');
        var dot = host.LastIndexOf('.');
        if (dot <= 0 || host[dot - 1] == '.') return false;
        if (IsAddressOfFourNumbers(host)) return rest.Length > 0 && rest[0] == '/';
        var top = host[(dot + 1)..];
        var name = host[..dot];
        return IsLetters(top) && (name.ContainsAnyExceptInRange('0', '9') || !char.IsUpper(top[0]));
    }

    private static bool IsLetters(ReadOnlySpan<char> label)
    {
        foreach (var c in label)
        {
            if (!char.IsLetter(c)) return false;
        }

        return label.Length > 1;
    }

    private static bool IsAddressOfFourNumbers(ReadOnlySpan<char> host) => host.Count('.') == 3 && !host.ContainsAnyExcept(OfNumbers);
}
