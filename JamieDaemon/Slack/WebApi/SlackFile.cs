using System.Text.Json;
using JamieDaemon.Slack.Json;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>A file as messages and <c>files.info</c> show it.</summary>
/// <remarks>https://docs.slack.dev/reference/objects/file-object</remarks>
public sealed record SlackFile : Discreet
{
    public required string Id { get; init; }

    /// <summary>The name, or the title where there is none (e-mails, canvases).</summary>
    public string Name { get; init; } = "";
    public string? Mimetype { get; init; }

    /// <summary>Slack's own kind: <c>text</c>, <c>javascript</c>, <c>email</c>, <c>space</c>, <c>quip</c> …</summary>
    public string? Filetype { get; init; }

    /// <summary><c>hosted</c>, <c>snippet</c>, <c>email</c>, <c>post</c>, <c>space</c>, <c>quip</c>, <c>external</c>, <c>tombstone</c>, <c>hidden_by_limit</c>.</summary>
    public string? Mode { get; init; }

    /// <summary><c>check_file_info</c> when the event says no more than the id (Slack Connect); <c>access_denied</c>, <c>file_not_found</c>.</summary>
    public string? FileAccess { get; init; }
    public long? Size { get; init; }

    /// <summary>Where the content is, for whoever has the token.</summary>
    public Uri? Url { get; init; }

    /// <summary>An image of at most 1,024 pixels.</summary>
    public Uri? Thumbnail { get; init; }

    /// <summary>The text of an e-mail.</summary>
    public string? PlainText { get; init; }
    public bool IsExternal { get; init; }

    /// <summary>The files of a message; what is no file is passed over.</summary>
    public static IReadOnlyList<SlackFile> ReadAll(JsonElement? files)
    {
        if (files is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0)
            return [];
        var read = new List<SlackFile>(list.GetArrayLength());
        foreach (var file in list.EnumerateArray())
        {
            if (Read(file) is { } found)
                read.Add(found);
        }
        return read;
    }

    /// <summary>Slack leaves out and adds fields from one kind to the next: only the id must be there.</summary>
    public static SlackFile? Read(JsonElement? json)
    {
        if (json is not { ValueKind: JsonValueKind.Object } file || Text(file, "id") is not { } id)
            return null;
        // A canvas is a page at its private address; what its download is, is not documented.
        var (first, second) = Text(file, "filetype") == "quip" ? ("url_private", "url_private_download") : ("url_private_download", "url_private");
        return new SlackFile
        {
            Id = id,
            Name = Text(file, "name") ?? Text(file, "title") ?? id,
            Mimetype = Text(file, "mimetype"),
            Filetype = Text(file, "filetype"),
            Mode = Text(file, "mode"),
            FileAccess = Text(file, "file_access"),
            Size = file.TryGetProperty("size", out var size) && size.ValueKind == JsonValueKind.Number && size.TryGetInt64(out var bytes) ? bytes : null,
            Url = Address(file, first) ?? Address(file, second),
            Thumbnail = Address(file, "thumb_1024") ?? Address(file, "thumb_960") ?? Address(file, "thumb_720"),
            PlainText = Text(file, "plain_text"),
            IsExternal = file.TryGetProperty("is_external", out var external) && external.ValueKind == JsonValueKind.True,
        };
    }

    private static string? Text(JsonElement file, string name) =>
        file.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetWholeString() is { Length: > 0 } text ? text : null;

    private static Uri? Address(JsonElement file, string name) =>
        Uri.TryCreate(Text(file, name), UriKind.Absolute, out var address) ? address : null;
}
