namespace JamieDaemon.Journal;

/// <summary>Takes what the writer has put together.</summary>
internal interface IJournalDisk
{
    /// <summary>Appends frames, and returns once they are as safe as asked.</summary>
    /// <param name="frames">Whole records.</param>
    /// <param name="flush">Whether they must outlive the machine from now on; else a crash of the machine may take them.</param>
    /// <exception cref="IOException">It is not known what arrived.</exception>
    void Append(ReadOnlySpan<byte> frames, bool flush);
}
