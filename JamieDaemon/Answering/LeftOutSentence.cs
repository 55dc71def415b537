using System.Text;

namespace JamieDaemon.Answering;

/// <summary>Says what an answer was made without, in one sentence below it.</summary>
public static class LeftOutSentence
{
    private const int MostNames = 3;
    private const int LongestName = 60;

    /// <returns>Markdown; <see langword="null"/> when nothing was left out.</returns>
    public static string? Of(IEnumerable<Omission> omissions)
    {
        var phrases = omissions
            .GroupBy(omission => omission.Reason)
            .OrderBy(group => group.Key)
            .Select(group => Phrase(group.Key, [.. group]))
            .ToList();
        return phrases.Count == 0 ? null : $"_I answered without {Join(phrases)}._";
    }

    private static string Phrase(OmissionReason reason, List<Omission> omissions)
    {
        var count = omissions.Sum(omission => omission.Count);
        var files = Files(omissions);
        return reason switch
        {
            OmissionReason.ConversationForbidden => "reading the conversation (I lack the permission)",
            OmissionReason.ConversationNotJoined => "reading the conversation (I am not a member of this channel)",
            OmissionReason.ConversationLimited => "reading the conversation (Slack allows me no more reading right now)",
            OmissionReason.ConversationLate => "reading the conversation (Slack did not let me read it in time)",
            OmissionReason.ChannelBeside => "the channel you are looking at (I read it only where I am sure that both of us are in it)",
            OmissionReason.OlderMessages => count == 1 ? "1 older message" : $"{count} older messages",
            OmissionReason.NewestMessages => "the newest messages of this very long thread",
            OmissionReason.MiddleOfQuestion => "the middle of the question (too long for me)",
            OmissionReason.MiddleOfMessages => count == 1 ? "the middle of a long message" : $"the middle of {count} long messages",
            OmissionReason.MiddleOfFile => $"the middle of {files} (too long for me)",
            OmissionReason.EndOfFile => $"all but the beginning of {files} (too large)",
            OmissionReason.FileTooLarge => $"{files} (too large)",
            OmissionReason.FileUnreadable => $"{files} (not text that I can read)",
            OmissionReason.ImageUnseen => $"{files} (this model cannot see images)",
            OmissionReason.FileForbidden => $"{files} (Slack did not let me download it)",
            OmissionReason.FileGone => $"{files} (not there any more)",
            OmissionReason.FileElsewhere => $"{files} (kept outside Slack)",
            OmissionReason.FileLate => $"{files} (it did not come in time)",
            OmissionReason.FileFailed => $"{files} (the download failed)",
            OmissionReason.FileWithoutRoom => $"{files} (no room left)",
            OmissionReason.MoreFiles => count == 1 ? "1 more file" : $"{count} more files",
            _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "A reason without a phrase."),
        };
    }

    private static string Files(List<Omission> omissions)
    {
        var names = omissions.Select(omission => omission.File).OfType<string>().Distinct().ToList();
        var shown = names.Take(MostNames).Select(Code).ToList();
        if (names.Count > MostNames) shown.Add($"{names.Count - MostNames} more");
        return Join(shown);
    }

    private static string Join(List<string> items) => items.Count switch
    {
        0 => "",
        1 => items[0],
        _ => $"{string.Join(", ", items[..^1])} and {items[^1]}",
    };

    /// <summary>A name is untrusted: as code it can neither format, nor link, nor end the sentence.</summary>
    private static string Code(string name)
    {
        var line = new StringBuilder(LongestName + 3).Append('`');
        foreach (var rune in name.EnumerateRunes())
        {
            if (line.Length > LongestName) return line.Append("…`").ToString();
            _ = Rune.IsControl(rune) || rune.Value is '`' or 0x2028 or 0x2029 ? line.Append('\'') : line.Append(rune.ToString());
        }

        return line.Append('`').ToString();
    }
}
