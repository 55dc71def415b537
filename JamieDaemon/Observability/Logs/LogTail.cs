namespace JamieDaemon.Observability.Logs;

/// <summary>Looks whether a log file ends as it should, or in the middle of a line, as a crash or a full disk leaves it.</summary>
public static class LogTail
{
    public static bool IsTorn(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(file);
        Span<byte> last = stackalloc byte[1];
        return length > 0 && (RandomAccess.Read(file, last, length - 1) == 0 || last[0] != (byte)'\n');
    }
}
