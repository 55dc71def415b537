using System.Globalization;
using JamieDaemon.Hosting;

namespace JamieDaemon.Journal;

/// <summary>The directory of the journal, held by one process at a time: what its files are called, and which of them count.</summary>
/// <remarks>
/// <c>segment-7.journal</c> is the seventh file that was appended to; <c>base-7.journal</c> says shortly what all up to the seventh said. They hold
/// what people asked and addresses that let their holder post: only their owner may read them.
/// </remarks>
internal sealed class JournalFolder : IDisposable
{
    private const string Segment = "segment-";
    private const string Base = "base-";
    private const string Extension = ".journal";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly FileStream _lock;

    private JournalFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <summary>Takes the directory, and makes it if it is not there.</summary>
    /// <exception cref="JournalException">It cannot be used, or another process holds it.</exception>
    public static JournalFolder Open(string directory)
    {
        var path = System.IO.Path.GetFullPath(directory);
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, OwnerOnly | UnixFileMode.UserExecute);
            return new JournalFolder(path, Create(System.IO.Path.Combine(path, "journal.lock"), FileMode.OpenOrCreate));
        }
        catch (Exception failure) when (DiskFailure.IsOne(failure))
        {
            throw new JournalException($"The journal in {path} cannot be used: {failure.Message} Give each Jamie a Journal:Directory of its own that it may write to.", failure);
        }
    }

    /// <summary>The files that count, in the order of their writing.</summary>
    public IReadOnlyList<JournalFile> Files()
    {
        var files = new List<JournalFile>(All());
        var summed = 0L;
        foreach (var file in files)
        {
            if (file.IsBase) summed = Math.Max(summed, file.Number);
        }

        files.RemoveAll(file => file.Number < summed || (file.Number == summed && !file.IsBase));
        files.Sort(static (a, b) => a.Number.CompareTo(b.Number));
        return files;
    }

    /// <summary>Begins the segment that comes after all others.</summary>
    public FileStream Begin(long number)
    {
        var stream = Create(PathOf(Segment, number), FileMode.CreateNew);
        DirectorySync.Flush(Path);
        return stream;
    }

    /// <summary>A place to write a base in, which counts for nothing until <see cref="Publish"/>.</summary>
    public FileStream Draft() => Create(System.IO.Path.Combine(Path, "base.draft"), FileMode.Create);

    /// <summary>From now on the draft, which is on disk, stands for all files up to this number; they go, also those that a crash has left.</summary>
    public void Publish(FileStream draft, long upTo)
    {
        var path = PathOf(Base, upTo);
        File.Move(draft.Name, path, overwrite: true);
        DirectorySync.Flush(Path);
        foreach (var file in All())
        {
            if (file.Number <= upTo && file.Path != path) File.Delete(file.Path);
        }
    }

    // The file stays when the lock goes: deleting it would let two processes hold "the" lock on different files.
    public void Dispose() => _lock.Dispose();

    private static FileStream Create(string path, FileMode mode)
    {
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.Write,
            Share = mode == FileMode.OpenOrCreate ? FileShare.None : FileShare.Read,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }

    private string PathOf(string kind, long number) => System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"{kind}{number}{Extension}"));

    private IEnumerable<JournalFile> All()
    {
        foreach (var path in Directory.GetFiles(Path, $"*{Extension}"))
        {
            if (Read(path) is { } file) yield return file;
        }
    }

    private static JournalFile? Read(string path)
    {
        var name = System.IO.Path.GetFileNameWithoutExtension(path.AsSpan());
        var isBase = name.StartsWith(Base, StringComparison.Ordinal);
        if (!isBase && !name.StartsWith(Segment, StringComparison.Ordinal)) return null;
        return long.TryParse(name[(isBase ? Base : Segment).Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new JournalFile(path, number, isBase)
            : null;
    }
}

/// <summary>One file of the journal.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Number">Its place in the order of writing.</param>
/// <param name="IsBase">Whether it stands for all files up to its number.</param>
internal sealed record JournalFile(string Path, long Number, bool IsBase);
