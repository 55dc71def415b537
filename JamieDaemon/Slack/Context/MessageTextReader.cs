using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Context;

/// <summary>Reads what a message says, wherever it says it: in its text, its blocks or its attachments. Alert posts often have no text.</summary>
internal static class MessageTextReader
{
    /// <returns>Slack text: escaped, its references still by id.</returns>
    public static string Read(SlackMessage message)
    {
        var blocks = new TextPieces();
        BlockTextReader.Read(message.Blocks, blocks);
        var text = message.Text ?? "";

        // Of a person's message both say the same. Of a bot's the text is usually the shorter one, written for notifications.
        var pieces = new TextPieces();
        if (!blocks.Says(text) || blocks.ToString().Length <= text.Length) pieces.Add(text);
        pieces.AddNew(blocks.ToString());
        AttachmentTextReader.Read(message.Attachments, pieces);
        return pieces.ToString();
    }
}
