using System.Globalization;
using System.Runtime.Versioning;
using JamieDaemon.Hosting;

namespace JamieDaemon.Journal;

/// <summary>The directory of the journal, held by one process at a time: what its files are called, and which of them count.</summary>
/// <remarks>
/// <c>segment-7.journal</c> is the seventh file that was appended to; <c>base-7.journal</c> says shortly what all up to the seventh said. They hold
/// what people asked and addresses that let their holder post: only their owner may read them.
/// </remarks>
internal sealed partial class JournalFolder : IDisposable
{
    private const string Segment = "segment-";
    private const string Base = "base-";
    private const string Extension = ".journal";
    private const string Damaged = ".damaged";
    private const string LockName = "journal.lock";
    private const string DraftName = "base.draft";
    private const int MostDamaged = 4;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnersDirectory = OwnerOnly | UnixFileMode.UserExecute;

    private readonly FileStream _lock;
    private readonly Action<string> _flush;

    private JournalFolder(string path, FileStream held, Action<string> flush) => (Path, _lock, _flush) = (path, held, flush);

    public string Path { get; }

    /// <summary>Takes the directory, and makes it if it is not there.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="logger">Hears when others may enter it.</param>
    /// <param name="flush">Makes the names in a directory safe.</param>
    /// <exception cref="JournalException">It cannot be used, or another process holds it.</exception>
    public static JournalFolder Open(string directory, ILogger logger, Action<string> flush)
    {
        var path = System.IO.Path.GetFullPath(directory);
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
            else Directory.CreateDirectory(path, OwnersDirectory);
            var held = Create(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate);
            if (!OperatingSystem.IsWindows()) Close(path, logger);
            return new JournalFolder(path, held, flush);
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
        try
        {
            _flush(Path);
        }
        catch
        {
            // One for each attempt would stay, and nobody would ever write to it.
            stream.Dispose();
            Discard(stream);
            throw;
        }

        return stream;
    }

    /// <summary>A place to write a base in, which counts for nothing until <see cref="Publish"/>.</summary>
    public FileStream Draft() => Create(System.IO.Path.Combine(Path, DraftName), FileMode.Create);

    /// <summary>From now on the draft, which is on disk, stands for all files up to this number; they go, also those that a crash has left.</summary>
    public void Publish(FileStream draft, long upTo)
    {
        var path = PathOf(Base, upTo);
        File.Move(draft.Name, path, overwrite: true);
        _flush(Path);
        foreach (var file in All())
        {
            if (file.Number <= upTo && file.Path != path) File.Delete(file.Path);
        }
    }

    /// <summary>Keeps a copy of a file that is about to be summed up without what could not be read of it; only the latest few.</summary>
    public void Keep(JournalFile file)
    {
        File.Copy(file.Path, file.Path + Damaged, overwrite: true);
        foreach (var path in Directory.GetFiles(Path, $"*{Damaged}").OrderByDescending(File.GetLastWriteTimeUtc).Skip(MostDamaged)) File.Delete(path);
    }

    /// <summary>Deletes a file that is of no use, if that can be: what made it so is what must be heard of.</summary>
    public static void Discard(FileStream useless)
    {
        try
        {
            File.Delete(useless.Name);
        }
        catch (Exception failure) when (DiskFailure.IsOne(failure))
        {
            // The next of its name takes its place, or the next summary takes it along.
        }
    }

    // The file stays when the lock goes: deleting it would let two processes hold "the" lock on different files.
    public void Dispose() => _lock.Dispose();

    /// <summary>Shuts others out of a directory that was there before. One that holds other things is not ours to shut: it could be everybody's.</summary>
    [UnsupportedOSPlatform("windows")]
    private static void Close(string path, ILogger logger)
    {
        if ((File.GetUnixFileMode(path) & ~OwnersDirectory) == UnixFileMode.None) return;
        try
        {
            if (Directory.EnumerateFileSystemEntries(path).All(IsOurs))
            {
                File.SetUnixFileMode(path, OwnersDirectory);
                return;
            }
        }
        catch (Exception failure) when (DiskFailure.IsOne(failure))
        {
            // It belongs to somebody else, as a mounted volume can.
        }

        Log.Ajar(logger, path);
    }

    private static bool IsOurs(string path) => System.IO.Path.GetFileName(path) is LockName or DraftName || path.EndsWith(Damaged, StringComparison.Ordinal) || Read(path) is not null;

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

    private static partial class Log
    {
        [LoggerMessage(EventName = "journal.ajar", Level = LogLevel.Warning, Message = "Others than Jamie may enter {Path}; they can read no file there. Give Journal:Directory a directory of its own, mode 0700")]
        public static partial void Ajar(ILogger logger, string path);
    }
}

/// <summary>One file of the journal.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Number">Its place in the order of writing.</param>
/// <param name="IsBase">Whether it stands for all files up to its number.</param>
internal sealed record JournalFile(string Path, long Number, bool IsBase);
