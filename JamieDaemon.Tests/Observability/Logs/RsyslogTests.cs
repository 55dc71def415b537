using System.Globalization;
using System.Text;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Observability.Logs;

/// <summary>A real reader of growing files, in the place of Filebeat, which Debian does not have.</summary>
public sealed class RsyslogTests
{
    private const int LinesPerLife = 1200;

    [Test]
    public async Task Every_line_arrives_once_across_rotations_kills_and_torn_lines()
    {
        using var folder = new TempFolder();
        await using var rsyslog = RsyslogServer.Follow(folder.File("jamie-*.json"));
        var written = new Dictionary<string, int>
        {
            ["killed"] = await WriteAsync(folder, "killed", isKilled: true),
            ["killed again"] = await WriteAsync(folder, "killed again", isKilled: true),
        };
        // What a power cut leaves of a line. The reader has seen it when the next process begins.
        var newest = Files(folder)[^1];
        await File.AppendAllTextAsync(newest, "{\"@timestamp\":\"2030-01-01T00:", Limits.Token);
        written["torn"] = await WriteAsync(folder, "torn", isKilled: false);

        var lines = Files(folder).SelectMany(file => LogFileRules.Lines(File.ReadAllBytes(file))).ToList();
        try
        {
            await Eventually.HoldsAsync(() => rsyslog.Read().Count(value => value == (byte)'\n') >= lines.Count);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"of {lines.Count} lines {rsyslog.Read().Count(value => value == (byte)'\n')} arrived: {rsyslog.Tail}");
        }

        var arrived = LogFileRules.Lines(rsyslog.Read()).ToList();
        Assert.That(Files(folder), Has.Count.GreaterThan(20));
        var (sent, received) = (lines.Select(Encoding.UTF8.GetString).ToHashSet(), arrived.Select(Encoding.UTF8.GetString).ToHashSet());
        Assert.That(received.Except(sent).Concat(sent.Except(received)), Is.Empty, "what is in the files arrives, and nothing else");
        Assert.That(arrived, Has.Count.EqualTo(lines.Count), "once");
        var (broken, numbered) = LogFileRules.Judge([rsyslog.Read()]);
        // rsyslog reads a new file before it has come to the end of the one before.
        Assert.That(broken, Is.SubsetOf(new[] { "no thread goes back in time" }), "no line is lost, none is there twice, all are whole");
        Assert.That(written, Has.All.Matches<KeyValuePair<string, int>>(life => numbered[life.Key] >= life.Value), "what was said to be written, was");
    }

    /// <returns>How many lines the writer said that it had written.</returns>
    private static async Task<int> WriteAsync(TempFolder folder, string life, bool isKilled)
    {
        using var writer = ChildProgram.Start("write", folder.Path, life);
        var limit = Limits.Token;
        var count = 0;
        try
        {
            while (await writer.StandardOutput.ReadLineAsync(limit) is { } number)
            {
                // Half a number is a smaller one.
                count = Math.Max(count, int.Parse(number, CultureInfo.InvariantCulture) + 1);
                if (count != LinesPerLife) continue;
                if (isKilled) writer.Kill();
                else writer.StandardInput.Close();
            }

            await writer.WaitForExitAsync(limit);
            Assert.That(count, Is.GreaterThanOrEqualTo(LinesPerLife), await writer.StandardError.ReadToEndAsync(limit));
            return count;
        }
        finally
        {
            if (!writer.HasExited) writer.Kill();
        }
    }

    private static List<string> Files(TempFolder folder) => [.. Directory.GetFiles(folder.Path, "jamie-*.json").Order(StringComparer.Ordinal)];
}
