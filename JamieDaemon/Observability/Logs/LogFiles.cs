namespace JamieDaemon.Observability.Logs;

/// <summary>
/// The directory of the log files, held by one process at a time: two writers of one file overwrite each other's lines without an
/// error. Whoever comes second logs to the console only, and <see cref="Problem"/> says so.
/// </summary>
public sealed class LogFiles : IDisposable
{
    private const string Prefix = "jamie-";
    private const string Extension = ".json";

    private FileStream? _lock;

    /// <summary>Why there are no files although they are wanted, or null.</summary>
    public string? Problem { get; private init; }

    /// <summary>The path with a gap for the hour, as Serilog's rolling file wants it; null when there are no files.</summary>
    public string? PathTemplate { get; private init; }

    public static LogFiles Open(string directory)
    {
        if (directory.Length == 0)
        {
            return new LogFiles();
        }

        var path = Path.GetFullPath(directory);
        FileStream? held = null;
        try
        {
            Directory.CreateDirectory(path);
            held = Hold(Path.Combine(path, "jamie.lock"));
            if (held is null)
            {
                return new LogFiles
                {
                    Problem = $"Another process is writing the log files in {path}; this one logs to the console only. "
                        + "Give each process its own Observability:Logs:Directory.",
                };
            }

            foreach (var file in Directory.EnumerateFiles(path, Prefix + "*" + Extension))
            {
                LogTail.Repair(file);
            }

            return new LogFiles { PathTemplate = Path.Combine(path, Prefix + Extension), _lock = held };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            held?.Dispose();
            return new LogFiles
            {
                Problem = $"Log files cannot be written in {path} ({exception.Message}); logging to the console only. "
                    + "Make the directory writable or set Observability:Logs:Directory.",
            };
        }
    }

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

    public void Dispose() => _lock?.Dispose();
}
