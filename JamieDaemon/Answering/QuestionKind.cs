namespace JamieDaemon.Answering;

/// <summary>How a question reached Jamie.</summary>
public enum QuestionKind
{
    /// <summary><c>@Jamie …</c> in a channel; the answer goes into the thread.</summary>
    Mention,

    /// <summary><c>/ask-jamie …</c>; only the asker sees the answer.</summary>
    SlashCommand,

    /// <summary>A message in the direct conversation with Jamie.</summary>
    DirectMessage,
}
