using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using JamieDaemon.Answering;

namespace JamieDaemon.Slack;

/// <summary>Between plain text and the text of Slack messages.</summary>
/// <seealso href="https://docs.slack.dev/messaging/formatting-message-text#escaping"/>
public static partial class SlackText
{
    private const string UserGroup = "subteam^";

    /// <summary>Escapes the three characters that begin Slack's control sequences, so that no text of ours can ping, link or mention.</summary>
    public static string Escape(string plain)
    {
        if (plain.AsSpan().IndexOfAny('&', '<', '>') < 0) return plain;
        var escaped = new StringBuilder(plain.Length + 32);
        foreach (var c in plain)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    /// <summary>A time as each reader's clock shows it, with the day where the two ends of <paramref name="within"/> lie far apart.</summary>
    /// <seealso href="https://docs.slack.dev/messaging/formatting-message-text#date-formatting"/>
    public static string Time(DateTimeOffset time, Absence within)
    {
        var format = (within.To - within.From).TotalHours switch
        {
            >= 12 => "{date_short_pretty} at {time}",
            // Two minutes would be told by the same minute, or the next.
            < 1 / 30.0 => "{time_secs}",
            _ => "{time}",
        };
        return FormattableString.Invariant($"<!date^{time.ToUnixTimeSeconds()}^{format}|{time.UtcDateTime:HH:mm:ss} UTC>");
    }

    /// <summary>What a person sees of a Slack text: links as their label and address, references by name, entities as characters.</summary>
    public static string ToPlain(string slack) => ToPlain(slack, static _ => null);

    /// <inheritdoc cref="ToPlain(string)"/>
    /// <param name="slack">Slack text.</param>
    /// <param name="nameOf">Tells the name behind an id; <see langword="null"/> when it is not known.</param>
    public static string ToPlain(string slack, Func<string, string?> nameOf)
    {
        var text = slack.Contains('<', StringComparison.Ordinal) ? Reference().Replace(slack, found => Seen(found, nameOf)) : slack;
        return text.Replace("&lt;", "<", StringComparison.Ordinal)
            .Replace("&gt;", ">", StringComparison.Ordinal)
            .Replace("&amp;", "&", StringComparison.Ordinal)
            .Trim();
    }

    /// <summary>What a person asks in a Slack text; empty when there is nothing in it that could be seen.</summary>
    public static string ToQuestion(string slack)
    {
        var plain = ToPlain(slack);
        foreach (var rune in plain.EnumerateRunes())
        {
            if (IsVisible(rune)) return plain;
        }

        return "";
    }

    /// <summary>Fillers and the blank of Braille are letters and symbols to Unicode, and show nothing.</summary>
    private static bool IsVisible(Rune rune) =>
        rune.Value is not (0x034F or 0x115F or 0x1160 or 0x2800 or 0x3164 or 0xFFA0 or (>= 0xFE00 and <= 0xFE0F))
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    /// <summary>The beginning of a text, in one line.</summary>
    public static string OneLine(string plain, int most)
    {
        var line = WhiteSpace().Replace(plain.Trim(), " ");
        if (line.Length <= most) return line;
        var end = most - 1;
        if (char.IsHighSurrogate(line[end - 1])) end--;
        return $"{line.AsSpan(0, end).TrimEnd()}…";
    }

    /// <summary>Whether <paramref name="user"/> is mentioned; nobody is when it is not known who to look for.</summary>
    public static bool Mentions(string slack, string? user) => user is not null && NextMention(slack, $"<@{user}", 0) is not null;

    /// <summary>Whether the text begins by naming somebody.</summary>
    public static bool BeginsWithMention(string slack) => slack.Contains("<@", StringComparison.Ordinal) && LeadingMention().IsMatch(slack);

    /// <summary>Takes every mention of <paramref name="user"/> out; without a known user, the one that the text begins with.</summary>
    public static string WithoutMention(string slack, string? user)
    {
        if (user is null) return LeadingMention().Replace(slack, "");
        var opening = $"<@{user}";
        StringBuilder? rest = null;
        var read = 0;
        while (NextMention(slack, opening, read) is { } mention)
        {
            (rest ??= new StringBuilder(slack.Length)).Append(slack.AsSpan()[read..mention.Start]);
            read = mention.End.Value;
        }

        return rest is null ? slack : rest.Append(slack.AsSpan(read)).ToString();
    }

    /// <summary>Where the next mention stands as it is written, <c>&lt;@U1&gt;</c> or <c>&lt;@U1|name&gt;</c>. U1 is not mentioned where U12 is.</summary>
    private static Range? NextMention(string slack, string opening, int from)
    {
        int start;
        while ((start = slack.IndexOf(opening, from, StringComparison.Ordinal)) >= 0 && (from = start + opening.Length) < slack.Length)
        {
            if (slack[from] is not ('>' or '|')) continue;
            var end = slack.IndexOf('>', from);
            return end < 0 ? null : start..(end + 1);
        }

        return null;
    }

    private static string Seen(Match reference, Func<string, string?> nameOf)
    {
        var (sigil, target, label) = (reference.Groups["sigil"].Value, reference.Groups["target"].Value, reference.Groups["label"].Value);
        return sigil switch
        {
            "@" or "#" => $"{sigil}{(label.Length > 0 ? label : nameOf(target) ?? target)}",
            "!" when label.Length > 0 => label,
            "!" when target.StartsWith(UserGroup, StringComparison.Ordinal) => $"@{nameOf(target[UserGroup.Length..]) ?? target}",
            "!" => $"@{target}",
            _ => label.Length > 0 && label != target ? $"{label} ({target})" : target,
        };
    }

    [GeneratedRegex(@"<(?<sigil>[@#!]?)(?<target>[^<>|\s][^<>|]*)(\|(?<label>[^<>]*))?>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\s+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WhiteSpace();

    [GeneratedRegex(@"^\s*<@[^<>]+>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex LeadingMention();
}
