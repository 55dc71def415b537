using System.Globalization;
using System.Text.Json;

namespace JamieDaemon.Tests.Observability.Logs;

/// <summary>What must hold for the files of a directory together. <see cref="LogJudgeTests"/> shows that each can be broken.</summary>
internal static class LogFileRules
{
    /// <summary>What Filebeat, as shipped, knows a file by.</summary>
    private const int Fingerprint = 256;

    /// <summary>
    /// Reads files of lines that carry <c>labels.thread</c> and <c>labels.number</c>, and answers the rules that they break together, once each, and how
    /// many lines of each thread there were.
    /// </summary>
    public static (IReadOnlySet<string> Broken, IReadOnlyDictionary<string, int> Lines) Judge(IEnumerable<byte[]> files)
    {
        var broken = new SortedSet<string>(StringComparer.Ordinal);
        var types = new Dictionary<string, JsonValueKind>();
        var last = new Dictionary<string, string>();
        var seen = new HashSet<(string, int)>();
        var lines = new Dictionary<string, int>();
        var beginnings = new HashSet<string>();
        foreach (var file in files)
        {
            var all = Lines(file).ToList();
            if (!beginnings.Add(Convert.ToHexString(file.AsSpan(0, Math.Min(file.Length, Fingerprint)))) || all.Count == 0 || all[0].Length <= Fingerprint)
                broken.Add("a first line that no other file has");
            foreach (var line in all)
            {
                broken.UnionWith(LineRules.Broken(line));
                try
                {
                    using var json = JsonDocument.Parse(line);
                    Read(json.RootElement);
                }
                catch (JsonException)
                {
                    // Said above.
                }
            }
        }

        foreach (var (thread, count) in lines)
        {
            if (Enumerable.Range(0, count).Any(number => !seen.Contains((thread, number)))) broken.Add("no line is lost");
        }

        return (broken, lines);

        void Read(JsonElement record)
        {
            foreach (var (path, value) in LineRules.Fields(record))
            {
                var kind = value.ValueKind == JsonValueKind.False ? JsonValueKind.True : value.ValueKind;
                if (!types.TryAdd(path, kind) && types[path] != kind) broken.Add("a field has one type");
            }

            if (!record.TryGetProperty("labels", out var labels) || !labels.TryGetProperty("thread", out var name)) return;
            var thread = name.GetString()!;
            var time = record.GetProperty("@timestamp").GetString()!;
            if (last.TryGetValue(thread, out var before) && string.CompareOrdinal(before, time) > 0) broken.Add("no thread goes back in time");
            last[thread] = time;
            lines[thread] = lines.GetValueOrDefault(thread) + 1;
            if (!seen.Add((thread, int.Parse(labels.GetProperty("number").GetString()!, CultureInfo.InvariantCulture)))) broken.Add("no line is there twice");
        }
    }

    /// <summary>With their line breaks. What stands behind the last one is no line yet, and no reader takes it for one.</summary>
    public static IEnumerable<byte[]> Lines(byte[] file)
    {
        for (var start = 0; Array.IndexOf(file, (byte)'\n', start) is >= 0 and var end; start = end + 1) yield return file[start..(end + 1)];
    }
}
