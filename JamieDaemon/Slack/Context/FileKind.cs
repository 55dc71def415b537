using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Context;

/// <summary>What can be done with a file.</summary>
internal enum FileKind
{
    /// <summary>To be read as text, unless its bytes say otherwise.</summary>
    Text,

    /// <summary>Kept by Slack as a page: a canvas, a post.</summary>
    Page,

    /// <summary>To be shown to a model that can see.</summary>
    Image,

    /// <summary>Its text came along.</summary>
    Mail,

    /// <summary>Slack has to be asked about it first.</summary>
    Unknown,

    /// <summary>Neither text nor an image.</summary>
    Unreadable,

    /// <summary>Kept outside Slack.</summary>
    Elsewhere,

    /// <summary>Not for Jamie's eyes.</summary>
    Forbidden,

    /// <summary>Deleted, or hidden by the workspace's plan.</summary>
    Gone,
}

/// <summary>Tells the kind of a file by what Slack says of it.</summary>
internal static class FileKindReader
{
    private static readonly string[] Binary =
    [
        "audio/", "video/", "image/", "font/", "application/pdf", "application/zip", "application/gzip", "application/x-gzip", "application/x-tar",
        "application/x-7z", "application/x-rar", "application/vnd.rar", "application/msword", "application/vnd.ms-", "application/vnd.oasis",
        "application/vnd.openxmlformats", "application/java-archive", "application/wasm",
    ];

    public static FileKind Read(SlackFile file) => file switch
    {
        { Mode: "tombstone" or "hidden_by_limit" } or { FileAccess: "file_not_found" } => FileKind.Gone,
        { FileAccess: "access_denied" } => FileKind.Forbidden,
        { PlainText: not null } => FileKind.Mail,
        { IsExternal: true } or { Mode: "external" } => FileKind.Elsewhere,
        { Url: null } or { FileAccess: "check_file_info" } => FileKind.Unknown,
        { Mode: "email" or "post" or "space" or "quip" } or { Filetype: "email" or "post" or "space" or "quip" } => FileKind.Page,
        { Mimetype: "image/png" or "image/jpeg" or "image/jpg" or "image/gif" or "image/webp" } => FileKind.Image,
        { Mimetype: "application/vnd.slack-docs" } => FileKind.Page,
        { Mimetype: "image/svg+xml" } => FileKind.Text,
        { Mimetype: { } type } when IsBinary(type) => FileKind.Unreadable,
        _ => FileKind.Text,
    };

    /// <summary>A saved page, or the source of one.</summary>
    public static bool MayBeHtml(SlackFile file) =>
        Read(file) == FileKind.Page || file is { Mimetype: "text/html" } or { Filetype: "html" }
        || file.Name.EndsWith(".html", StringComparison.OrdinalIgnoreCase) || file.Name.EndsWith(".htm", StringComparison.OrdinalIgnoreCase);

    private static bool IsBinary(string mediaType)
    {
        foreach (var start in Binary)
        {
            if (mediaType.StartsWith(start, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
