using System.Text.Json;

namespace JamieDaemon.Slack.Answers;

/// <summary>What a message shows: blocks, and the text for notifications and for those who cannot see blocks.</summary>
/// <param name="Text">Slack's mrkdwn.</param>
/// <param name="Blocks">An array of blocks; <see langword="null"/> when the text says it all.</param>
/// <param name="Key">Equal for equal contents.</param>
internal readonly record struct MessageContent(string Text, JsonElement? Blocks, string Key)
{
    /// <summary>Without what it shows: that must not reach a log.</summary>
    public override string ToString() => nameof(MessageContent);
}
