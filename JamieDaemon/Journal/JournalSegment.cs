using JamieDaemon.Hosting;

namespace JamieDaemon.Journal;

/// <summary>The file that is appended to. What is in it before <see cref="Flush"/> may be lost with the machine, what is after stays.</summary>
/// <param name="file">An empty file.</param>
internal class JournalSegment(FileStream file) : IDisposable
{
    public long Length { get; private set; }

    /// <summary>Whether behind <see cref="Length"/> there may be records that the disk has refused and not given back.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>Appends frames.</summary>
    /// <exception cref="IOException">The disk does not take them; the segment holds what it held before, or <see cref="IsTorn"/>.</exception>
    public void Append(ReadOnlySpan<byte> frames)
    {
        try
        {
            Write(frames, Length);
            Length += frames.Length;
        }
        catch (Exception failure) when (DiskFailure.IsOne(failure))
        {
            // A part of the frames can hold whole records. Flushed, since else a crash could bring them back.
            IsTorn = !Attempt(() =>
            {
                RandomAccess.SetLength(file.SafeFileHandle, Length);
                RandomAccess.FlushToDisk(file.SafeFileHandle);
            });
            throw;
        }
    }

    public virtual void Flush() => RandomAccess.FlushToDisk(file.SafeFileHandle);

    /// <summary>Closes the file. One that holds nothing is deleted: a full disk must not fill up with them, one for each attempt.</summary>
    public void Dispose()
    {
        file.Dispose();
        if (Length == 0 && Attempt(() => File.Delete(file.Name))) IsTorn = false;
    }

    protected virtual void Write(ReadOnlySpan<byte> frames, long offset) => RandomAccess.Write(file.SafeFileHandle, frames, offset);

    /// <summary>Tidies up behind a failure that is reported already.</summary>
    private static bool Attempt(Action tidying)
    {
        try
        {
            tidying();
            return true;
        }
        catch (Exception failure) when (DiskFailure.IsOne(failure))
        {
            return false;
        }
    }
}
