namespace JamieDaemon.Slack.Answers;

/// <summary>Cuts a text into messages. Nothing is lost or added: the parts, joined, are the text.</summary>
/// <remarks>
/// A text that grew has the same parts as before up to where it was cut last, so that messages already posted seldom change.
/// The size counted is that of the escaped text, in characters, and in UTF-8 bytes up to three times that.
/// </remarks>
public static class MessageSplitter
{
    private static readonly string[] Boundaries = ["\n\n", "\n", ". ", " "];

    /// <param name="text">What to post, unescaped.</param>
    /// <param name="limit">Characters that one message may hold once escaped.</param>
    public static IReadOnlyList<string> Split(string text, int limit)
    {
        var parts = new List<string>();
        var rest = text.AsSpan();
        while (Fitting(rest, limit) is var fitting && fitting < rest.Length)
        {
            var cut = Boundary(rest[..fitting]);
            parts.Add(rest[..cut].ToString());
            rest = rest[cut..];
        }

        parts.Add(rest.ToString());
        return parts;
    }

    /// <summary>How many characters still fit once escaped.</summary>
    private static int Fitting(ReadOnlySpan<char> text, int limit)
    {
        var size = 0;
        for (var i = 0; i < text.Length; i++)
        {
            size += text[i] switch { '&' => 5, '<' or '>' => 4, _ => 1 };
            if (size > limit) return i;
        }

        return text.Length;
    }

    /// <summary>After the last paragraph, line, sentence or word that ends in the second half; else wherever no character is torn.</summary>
    private static int Boundary(ReadOnlySpan<char> fitting)
    {
        var half = fitting.Length / 2;
        foreach (var boundary in Boundaries)
        {
            var at = fitting.LastIndexOf(boundary);
            if (at >= half) return at + boundary.Length;
        }

        return char.IsHighSurrogate(fitting[^1]) && fitting.Length > 1 ? fitting.Length - 1 : fitting.Length;
    }
}
