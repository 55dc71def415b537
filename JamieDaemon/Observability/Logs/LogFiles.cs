namespace JamieDaemon.Observability.Logs;

/// <summary>
/// The directory of the log files, held by one process at a time: two writers of one file overwrite each other's lines without an
/// error. Whoever comes second logs to the console only, <see cref="Problem"/> says so, and it takes over when the first is gone.
/// </summary>
public sealed class LogFiles : IDisposable
{
    private FileStream? _lock;
    private DateTime _lockMade;
    private volatile string? _problem;

    private LogFiles(string directory) => Directory = directory.Length == 0 ? null : Path.GetFullPath(directory);

    /// <summary>Where they are; null when none are wanted.</summary>
    public string? Directory { get; }

    /// <summary>Why none are written although they are wanted, or null.</summary>
    public string? Problem
    {
        get => _problem;
        internal set => _problem = value;
    }

    public static LogFiles Open(string directory)
    {
        var files = new LogFiles(directory);
        if (files.Directory is not null) files.TryHold();
        return files;
    }

    /// <summary>Whether it is this process's own, still: a lock that somebody deletes is held on, but by its path another process finds none, or its own.</summary>
    internal bool IsHeld => _lock is not null && File.GetCreationTimeUtc(LockPath) == _lockMade;

    private string LockPath => Path.Combine(Directory!, "jamie.lock");

    /// <summary>Makes the directory this process's own, if it is not yet; when that fails, <see cref="Problem"/> says why.</summary>
    public bool TryHold()
    {
        if (IsHeld) return true;
        _lock?.Dispose();
        _lock = null;
        try
        {
            System.IO.Directory.CreateDirectory(Directory!);
            _lock = Hold(LockPath);
            _lockMade = File.GetCreationTimeUtc(LockPath);
            Problem = _lock is not null
                ? null
                : $"Another process is writing the log files in {Directory}; this one logs to the console only. "
                    + "Give each process its own Observability:Logs:Directory.";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Problem = Unwritable(exception.Message);
        }

        return _lock is not null;
    }

    public void Dispose() => _lock?.Dispose();

    internal string Unwritable(string reason) =>
        $"Log files cannot be written in {Directory} ({reason}); logging to the console only. "
        + "Make room, make the directory writable or set Observability:Logs:Directory.";

    // The file stays when the lock goes: deleting it would let two processes hold "the" lock on different files.
    private static FileStream? Hold(string path)
    {
        var existed = File.Exists(path);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0);
        }
        catch (IOException) when (existed)
        {
            return null;
        }
    }
}
