using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace JamieDaemon.Sandbox.Chaos;

/// <summary>Reads what each dead daemon has left in its journal: which commands' answers were about to be posted, and so may be lost.</summary>
/// <remarks>It looks for the records' text and knows nothing of the files' frames: what the daemon reads wrongly must not be read wrongly here too.</remarks>
internal sealed partial class JournalWitness(DirectoryInfo home)
{
    private readonly Dictionary<string, int> _commands = new(StringComparer.Ordinal);
    private readonly HashSet<string> _posting = new(StringComparer.Ordinal);

    /// <summary>Takes in what stands there now; to be called before the next daemon sums it up.</summary>
    public void Look()
    {
        var journal = new DirectoryInfo(Path.Combine(home.FullName, "journal"));
        if (!journal.Exists) return;
        foreach (var file in journal.EnumerateFiles("*.journal"))
        {
            var text = File.ReadAllText(file.FullName, Encoding.Latin1);
            foreach (Match command in Command().Matches(text)) _commands[command.Groups["id"].Value] = int.Parse(command.Groups["number"].Value, CultureInfo.InvariantCulture);
            foreach (Match posting in Posting().Matches(text)) _posting.Add(posting.Groups["id"].Value);
        }
    }

    /// <summary>The numbers of the commands whose answers were about to be posted.</summary>
    public IReadOnlySet<int> Posted() => _commands.Where(command => _posting.Contains(command.Key)).Select(command => command.Value).ToHashSet();

    [GeneratedRegex("""\{"is":"accepted","question":\{"id":"(?<id>\w+)","key":\d+,"kind":"SlashCommand","text":"load-(?<number>\d+):""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Command();

    [GeneratedRegex("""\{"is":"advanced","id":"(?<id>\w+)","step":"Posting"\}""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Posting();
}
