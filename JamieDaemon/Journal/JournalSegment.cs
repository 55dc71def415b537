using JamieDaemon.Hosting;

namespace JamieDaemon.Journal;

/// <summary>The file that is appended to. What is in it before <see cref="Flush"/> may be lost with the machine, what is after stays.</summary>
/// <param name="file">An empty file.</param>
internal sealed class JournalSegment(FileStream file) : IDisposable
{
    public long Length { get; private set; }

    /// <summary>Appends frames.</summary>
    /// <exception cref="IOException">The disk does not take them; the segment holds what it held before, or is torn behind it.</exception>
    public void Append(ReadOnlySpan<byte> frames)
    {
        try
        {
            RandomAccess.Write(file.SafeFileHandle, frames, Length);
            Length += frames.Length;
        }
        catch (Exception failure) when (DiskFailure.IsOne(failure))
        {
            Withdraw();
            throw;
        }
    }

    public void Flush() => RandomAccess.FlushToDisk(file.SafeFileHandle);

    /// <summary>Closes the file. One that holds nothing is deleted: a full disk must not fill up with them, one for each attempt.</summary>
    public void Dispose()
    {
        file.Dispose();
        if (Length == 0) Attempt(() => File.Delete(file.Name));
    }

    /// <summary>Takes back what is written in part, if that can be: readers pass over a torn end.</summary>
    private void Withdraw() => Attempt(() => RandomAccess.SetLength(file.SafeFileHandle, Length));

    private static void Attempt(Action tidying)
    {
        try
        {
            tidying();
        }
        catch (Exception failure) when (DiskFailure.IsOne(failure))
        {
            // It is untidy and does no harm.
        }
    }
}
