namespace JamieDaemon.Journal;

/// <summary>Takes what the writer has put together.</summary>
internal interface IJournalDisk
{
    /// <summary>Appends frames, and returns once they are as safe as asked, or cannot be.</summary>
    /// <param name="frames">Whole records.</param>
    /// <param name="flush">Whether they must outlive the machine from now on; else a crash of the machine may take them.</param>
    JournalOutcome Append(ReadOnlySpan<byte> frames, bool flush);
}

/// <summary>What has become of records.</summary>
internal enum JournalOutcome
{
    /// <summary>The disk has them.</summary>
    Safe,

    /// <summary>The disk has none of them.</summary>
    Refused,

    /// <summary>The disk has failed, and the next process may find them all the same.</summary>
    Unknown,
}
