using System.Text;

namespace JamieDaemon.Sandbox.Slack.Files;

/// <summary>A file as a member hands it to Slack.</summary>
public sealed record FileUpload(string Name, string Mimetype, string Filetype, string PrettyType, ReadOnlyMemory<byte> Content)
{
    /// <summary><c>hosted</c>, <c>snippet</c> or <c>post</c>.</summary>
    public string Mode { get; init; } = "hosted";

    /// <summary>A text that was uploaded as a file, such as a log.</summary>
    public static FileUpload Text(string name, string text) => new(name, "text/plain", "text", "Plain Text", Encoding.UTF8.GetBytes(text));

    /// <summary>A text that was pasted; Slack makes one of any long paste.</summary>
    public static FileUpload Snippet(string name, string text) => Text(name, text) with { Mode = "snippet" };

    /// <summary>A document that was written in Slack's old editor, before there were canvases.</summary>
    public static FileUpload Post(string title, string text) =>
        Text(title, text) with { Mode = "post", Filetype = "post", PrettyType = "Post" };

    public static FileUpload Png(string name, ReadOnlyMemory<byte> content) => new(name, "image/png", "png", "PNG", content);
}
