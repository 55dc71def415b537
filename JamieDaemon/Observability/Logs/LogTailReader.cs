namespace JamieDaemon.Observability.Logs;

/// <summary>Looks how a log file ends.</summary>
public static class LogTailReader
{
    public static LogTail Read(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(file);
        Span<byte> last = stackalloc byte[1];
        if (length == 0 || (RandomAccess.Read(file, last, length - 1) == 1 && last[0] == (byte)'\n')) return LogTail.Whole;

        // No line is longer.
        var head = new byte[EcsJsonFormatter.MaximumLineBytes];
        return head.AsSpan(0, RandomAccess.Read(file, head, 0)).Contains((byte)'\n') ? LogTail.Torn : LogTail.Unborn;
    }
}
