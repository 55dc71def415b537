using System.Text.Json;

namespace JamieDaemon.Slack.Context;

/// <summary>Reads legacy attachments as Slack text; most alert posts are nothing else.</summary>
/// <seealso href="https://docs.slack.dev/legacy/legacy-messaging/legacy-secondary-message-attachments"/>
internal static class AttachmentTextReader
{
    public static void Read(JsonElement? attachments, TextPieces pieces)
    {
        foreach (var attachment in attachments.Items()) ReadAttachment(attachment, pieces);
    }

    private static void ReadAttachment(JsonElement attachment, TextPieces pieces)
    {
        var before = pieces.ToString().Length;
        pieces.AddNew(attachment.Text("pretext"));
        pieces.AddNew(attachment.Text("author_name"));
        AddTitle(attachment, pieces);
        pieces.AddNew(attachment.Text("text"));
        foreach (var field in attachment.Items("fields")) pieces.Add(Field(field));
        AddBlocks(attachment.Field("blocks"), pieces);
        foreach (var shared in attachment.Items("message_blocks")) AddBlocks(shared.Field("message")?.Field("blocks"), pieces);
        pieces.Add(string.Join(" | ", Links(attachment.Items("actions"))));
        pieces.AddNew(attachment.Text("footer"));
        if (pieces.ToString().Length == before) pieces.AddNew(attachment.Text("fallback"));
    }

    /// <summary>Of a shared message, text and blocks say the same.</summary>
    private static void AddBlocks(JsonElement? blocks, TextPieces pieces)
    {
        var said = new TextPieces();
        BlockTextReader.Read(blocks, said);
        pieces.AddNew(said.ToString());
    }

    private static void AddTitle(JsonElement attachment, TextPieces pieces)
    {
        var (title, link) = (attachment.Text("title"), attachment.Text("title_link"));
        if (link.Length == 0 || link.StartsWith('<')) pieces.AddNew(title);
        else pieces.AddNew(title.Length == 0 ? $"<{link}>" : $"{title} (<{link}>)");
    }

    private static string Field(JsonElement field)
    {
        var (title, value) = (field.Text("title").Trim(), field.Text("value").Trim());
        return title.Length == 0 ? value : value.Length == 0 ? title : $"{title}: {value}";
    }

    private static IEnumerable<string> Links(JsonElement.ArrayEnumerator actions)
    {
        foreach (var action in actions)
        {
            if (action.Text("url") is { Length: > 0 } url) yield return RichTextReader.Link(url, action.Text("text"));
        }
    }
}
