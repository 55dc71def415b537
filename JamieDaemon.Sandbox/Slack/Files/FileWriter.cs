using System.Text;
using System.Text.Json;

namespace JamieDaemon.Sandbox.Slack.Files;

/// <summary>Writes a file as messages and <c>files.info</c> carry it.</summary>
internal static class FileWriter
{
    private const int PreviewLength = 200;

    public static void Write(Utf8JsonWriter json, SlackFile file)
    {
        var upload = file.Upload;
        json.WriteStartObject();
        json.WriteString("id", file.Id);
        if (file.IsDeleted)
        {
            json.WriteString("mode", "tombstone");
            json.WriteEndObject();
            return;
        }

        json.WriteNumber("created", file.Created.ToUnixTimeSeconds());
        json.WriteNumber("timestamp", file.Created.ToUnixTimeSeconds());
        json.WriteString("name", upload.Name);
        json.WriteString("title", upload.Name);
        json.WriteString("mimetype", upload.Mimetype);
        json.WriteString("filetype", upload.Filetype);
        json.WriteString("pretty_type", upload.PrettyType);
        json.WriteString("user", file.User);
        json.WriteNumber("size", upload.Content.Length);
        json.WriteString("mode", upload.Mode);
        json.WriteBoolean("editable", upload.Mode != "hosted");
        json.WriteBoolean("is_external", false);
        json.WriteString("external_type", "");
        json.WriteBoolean("is_public", true);
        json.WriteBoolean("public_url_shared", false);
        json.WriteBoolean("display_as_bot", false);
        json.WriteString("username", "");
        json.WriteString("url_private", file.UrlPrivate);
        json.WriteString("url_private_download", file.UrlPrivateDownload);
        json.WriteString("media_display_type", "unknown");
        json.WriteString("permalink", file.Permalink);
        if (upload.Mode == "snippet")
            WritePreview(json, Encoding.UTF8.GetString(upload.Content.Span));
        json.WriteBoolean("has_rich_preview", false);
        json.WriteEndObject();
    }

    private static void WritePreview(Utf8JsonWriter json, string text)
    {
        var lines = text.AsSpan().Count('\n') + 1;
        json.WriteString("preview", text[..Math.Min(text.Length, PreviewLength)]);
        json.WriteNumber("lines", lines);
        json.WriteBoolean("preview_is_truncated", text.Length > PreviewLength);
    }
}
