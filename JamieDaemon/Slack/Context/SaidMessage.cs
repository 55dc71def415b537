using JamieDaemon.Slack.WebApi;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.Context;

/// <summary>A message that is worth reading.</summary>
/// <param name="Message">As Slack has it.</param>
/// <param name="Text">What it says: Slack text.</param>
/// <param name="Files">What came with it.</param>
/// <param name="FromJamie">Whether Jamie wrote it.</param>
internal sealed record SaidMessage(SlackMessage Message, string Text, IReadOnlyList<SlackFile> Files, bool FromJamie) : Discreet
{
    /// <summary>The channel that it was said in, where that is not the conversation of the question.</summary>
    public string? Place { get; init; }

    /// <summary>Whom to ask for: the person, else the bot.</summary>
    public string AuthorId => Message.BotId is { } bot && !FromJamie ? bot : Message.User ?? "";

    public bool FromApp => Message.BotId is not null && !FromJamie;

    /// <summary>What a bot calls itself; <see langword="null"/> for a person, and for a bot that leaves its name to Slack.</summary>
    public string? OwnName => !FromApp ? null : Message.Username is { Length: > 0 } name ? name : Message.BotProfile.TextOrNull("name");

    /// <summary>Everybody named by id in it, its author first.</summary>
    public IEnumerable<string> Ids => (FromJamie || OwnName is not null ? [] : (IEnumerable<string>)[AuthorId]).Concat(References.InSlackText(Text));

    /// <summary>Reads what was said; not what only tells of the channel's life, and not the question itself.</summary>
    public static SaidMessage? Read(SlackMessage message, string? question, SlackIdentity identity)
    {
        if (message.Ts == question) return null;
        if (message.Subtype is not (null or "file_share" or "thread_broadcast" or "me_message" or "bot_message")) return null;
        if (message.User is null && message.BotId is null) return null;
        var fromJamie = identity.Wrote(message);
        // Of Jamie's own the text is the whole; what else there is are its buttons.
        var text = fromJamie && message.Text is { Length: > 0 } own ? own : MessageTextReader.Read(message);
        var files = SlackFile.ReadAll(message.Files);
        return text.Length == 0 && files.Count == 0 ? null : new SaidMessage(message, text, files, fromJamie);
    }
}
