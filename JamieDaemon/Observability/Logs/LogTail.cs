namespace JamieDaemon.Observability.Logs;

/// <summary>
/// Takes a half-written last line off a log file, as a crash or a full disk leaves it, so that every line of it parses.
/// </summary>
public static class LogTail
{
    public static void Repair(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        var end = file.Length;
        Span<byte> block = stackalloc byte[4096];
        while (end > 0)
        {
            var start = Math.Max(0, end - block.Length);
            file.Position = start;
            var read = block[..(int)(end - start)];
            file.ReadExactly(read);
            if (read.LastIndexOf((byte)'\n') is var newline and >= 0)
            {
                end = start + newline + 1;
                break;
            }

            end = start;
        }

        if (end < file.Length)
        {
            file.SetLength(end);
        }
    }
}
