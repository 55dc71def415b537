using JamieDaemon.Telemetry;

namespace JamieDaemon.Answering;

/// <summary>Something that the answer was made without, and why.</summary>
/// <param name="Reason">Why.</param>
/// <param name="File">The file's name, where it is about one. Untrusted.</param>
/// <param name="Count">How many, where it is about several.</param>
public sealed record Omission(OmissionReason Reason, string? File = null, int Count = 1) : Discreet;

/// <summary>Why something was left out, in the order in which a reader is told.</summary>
public enum OmissionReason
{
    /// <summary>The chat does not let Jamie read this conversation.</summary>
    ConversationForbidden,

    /// <summary>Jamie is not a member of this conversation.</summary>
    ConversationNotJoined,

    /// <summary>The chat allows no more reading for now.</summary>
    ConversationLimited,

    /// <summary>The chat did not answer in time.</summary>
    ConversationLate,

    /// <summary>The asker looks at another conversation too, which Jamie may not read for them.</summary>
    ChannelBeside,

    /// <summary>Messages before those that were read, or for which the prompt had no room.</summary>
    OlderMessages,

    /// <summary>A thread so long that its newest messages were not reached.</summary>
    NewestMessages,

    /// <summary>The middle of a question that does not fit the prompt.</summary>
    MiddleOfQuestion,

    /// <summary>The middle of messages that would have taken all the room.</summary>
    MiddleOfMessages,

    /// <summary>The middle of a file: its beginning and its end were read.</summary>
    MiddleOfFile,

    /// <summary>All but the beginning of a file.</summary>
    EndOfFile,

    /// <summary>More than may be read, and of no use in part.</summary>
    FileTooLarge,

    /// <summary>A kind of file that Jamie cannot read.</summary>
    FileUnreadable,

    /// <summary>An image, and a model that cannot see.</summary>
    ImageUnseen,

    /// <summary>The chat did not let Jamie download it.</summary>
    FileForbidden,

    /// <summary>It was deleted, or hidden by the chat's plan.</summary>
    FileGone,

    /// <summary>It is kept outside the chat, where Jamie does not go.</summary>
    FileElsewhere,

    /// <summary>It did not come in time.</summary>
    FileLate,

    /// <summary>The download failed.</summary>
    FileFailed,

    /// <summary>The prompt had no room for it.</summary>
    FileWithoutRoom,

    /// <summary>Files beyond those that are read for one question.</summary>
    MoreFiles,
}
