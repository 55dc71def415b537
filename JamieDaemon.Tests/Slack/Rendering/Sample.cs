using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using JamieDaemon.Slack.Rendering;

namespace JamieDaemon.Tests.Slack.Rendering;

/// <summary>Markdown as a local model writes it (<c>Samples/*.md</c>), and what becomes of it.</summary>
internal sealed record Sample(string Name, string Markdown)
{
    /// <summary>What the samples may link to.</summary>
    public static readonly LinkHosts Hosts = new(["grafana.example.com", "*.corp.example"]);

    private static readonly string Folder = Path.Combine(Path.GetDirectoryName(Here())!, "Samples");

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static IReadOnlyList<Sample> All { get; } =
    [
        .. Directory.EnumerateFiles(Folder, "*.md").Order(StringComparer.Ordinal)
            .Select(file => new Sample(Path.GetFileNameWithoutExtension(file), File.ReadAllText(file))),
    ];

    public string Safe => SafeMarkdown.Render(Markdown, Hosts);

    public string Mrkdwn => MrkdwnRenderer.Render(Markdown, Hosts);

    /// <summary>The messages that it makes, as <c>markdown</c> blocks and as sections; each with a footer.</summary>
    public IEnumerable<(string Name, JsonElement Blocks)> Messages()
    {
        var markdown = MessageSplitter.Split(Safe, new MessageLimits(AnswerBlocks.MostMarkdown));
        foreach (var (i, part) in markdown.Index()) yield return ($"{Name}: markdown {i + 1}", AnswerBlocks.AsMarkdown(part.Text, Hosts, Footer()));
        var sections = MessageSplitter.Split(Safe, new MessageLimits(3500, Escaped: true));
        foreach (var (i, part) in sections.Index()) yield return ($"{Name}: sections {i + 1}", AnswerBlocks.AsSections(part.Text, Hosts, Footer()));
    }

    public string Blocks => JsonSerializer.Serialize(Messages().ToDictionary(message => message.Name, message => message.Blocks), Readable) + "\n";

    public string PathOf(string extension) => Path.Combine(Folder, Name + extension);

    public override string ToString() => Name;

    private static JsonObject Footer() => new()
    {
        ["type"] = "context",
        ["elements"] = new JsonArray(new JsonObject { ["type"] = "mrkdwn", ["text"] = "Answer `a1b2c3`" }),
    };

    private static string Here([CallerFilePath] string path = "") => path;
}
