using System.Diagnostics;
using System.Text.RegularExpressions;
using JamieDaemon.Telemetry;
using JamieDaemon.Tests.Docs;
using JamieDaemon.Tests.Support;
using JamieDaemon.Tests.Telemetry;

namespace JamieDaemon.Tests;

/// <summary>No secret stands in the sources, nor in anything that ever stood there: the redactor's own eyes look for them.</summary>
/// <remarks>Only for what looks drawn by lot: the sources speak of passwords all the time. What is made up stands in <see cref="MadeUp"/>.</remarks>
public sealed partial class SourceSecretsTests
{
    private const int Shortest = 20;
    private const double LeastEntropy = 3.4;

    /// <summary>In the lines of tests and pages that speak of secrets: words in what would be chance in a real one.</summary>
    private static readonly string[] MadeUp =
        ["canary", "example", "secret", "sandbox", "0123456789", "abcdef", "none-yet", "benchmark", "hunter2", "s3cr", "testtoken", "a1b2c3", "1234567890", "your-", "not-a-", "wrong-place", "fake", "{", "$", "…", "§", "verification", "stagingus", "stagingeu", "deadbeef", "action_token", "LoadCredential="];

    [Test]
    public async Task No_file_of_the_repository_holds_a_secret()
    {
        var found = new List<string>();
        var files = (await GitAsync("ls-files", "-z")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        Assert.That(files, Has.Length.GreaterThan(100));
        foreach (var file in files)
        {
            if (file.EndsWith(".png", StringComparison.Ordinal) || file.EndsWith("packages.lock.json", StringComparison.Ordinal) || !File.Exists(Repository.File(file))) continue;
            foreach (var (number, line) in (await File.ReadAllLinesAsync(Repository.File(file), Limits.Token)).Index()) found.AddRange(SecretsIn(line).Select(secret => $"{file}:{number + 1} {secret[..6]}…"));
        }

        Assert.That(found, Is.Empty);
    }

    [Test]
    public async Task Nor_does_its_history()
    {
        var found = new HashSet<string>();
        var lines = (await GitAsync("log", "-p", "-U0", "--no-color", "--no-ext-diff", "--format=commit %h", "HEAD", "--", ".", ":!*packages.lock.json")).Split('\n');
        var commit = "";
        foreach (var line in lines)
        {
            if (line.StartsWith("commit ", StringComparison.Ordinal)) commit = line[7..];
            else if (line.StartsWith('+')) found.UnionWith(SecretsIn(line[1..]).Select(secret => $"{commit} {secret[..6]}…"));
        }

        Assert.That(lines, Has.Length.GreaterThan(100));
        Assert.That(found, Is.Empty);
    }

    [Test]
    public void The_scan_can_find_what_it_looks_for()
    {
        // Made here, so that they stand nowhere.
        var chance = new Random(7).GetItems("abcdefghijkmnpqrtuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789".ToCharArray(), 40);
        var token = new string(chance);
        string[] lines = [$"token: ghp_{token}", $"SLACK_BOT_TOKEN=xoxb-{token}", $"password = \"{token}\"", $"psql postgres://app:{token}@db/jamie", $"AccountKey={token}==;"];
        Assert.That(lines.Select(line => SecretsIn(line).Count()), Is.All.EqualTo(1));
        Assert.That(SecretSamples.Harmless.SelectMany(SecretsIn), Is.Empty);
    }

    private static IEnumerable<string> SecretsIn(string line)
    {
        var redacted = SecretRedactor.Redact(line);
        if (ReferenceEquals(redacted, line)) yield break;
        // What was taken out is what stands between the pieces that stayed.
        var pieces = string.Join("(.+?)", redacted.Split("[redacted]").Select(Regex.Escape));
        var match = Regex.Match(line, $"^{pieces}$", RegexOptions.Singleline, TimeSpan.FromSeconds(5));
        foreach (var group in match.Groups.Values.Skip(1))
        {
            if (group.Value.Length >= Shortest && Drawn().IsMatch(group.Value) && Entropy(group.Value) >= LeastEntropy && !Array.Exists(MadeUp, word => line.Contains(word, StringComparison.OrdinalIgnoreCase))) yield return group.Value;
        }
    }

    [GeneratedRegex("^[A-Za-z0-9+/=_.~-]+$")]
    private static partial Regex Drawn();

    private static double Entropy(string text) => text.GroupBy(character => character).Sum(group => -(double)group.Count() / text.Length * Math.Log2((double)group.Count() / text.Length));

    private static async Task<string> GitAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Judge.Need("git", "git"), ["-C", Repository.Folder("."), .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true };
        using var git = Process.Start(start)!;
        var output = await git.StandardOutput.ReadToEndAsync(Limits.Token);
        await git.WaitForExitAsync(Limits.Token);
        Assert.That(git.ExitCode, Is.Zero, "git");
        return output;
    }
}
