namespace JamieDaemon.Slack.WebApi;

/// <summary>Reads a file's beginning and end from a stream, in bounded memory.</summary>
internal static class FileBytesReader
{
    /// <summary>The end of a file is not worth more bytes on the way than this.</summary>
    internal const long MostTransferred = 64L * 1024 * 1024;

    /// <exception cref="SlackFileException">The whole is wanted and there is more of it than that.</exception>
    public static async Task<FileBytes> ReadAsync(Stream body, FileWish wish, long? expected, CancellationToken cancellationToken)
    {
        var half = wish.Whole ? wish.MostBytes : wish.MostBytes / 2;
        var head = new byte[expected is { } length && length < half ? length + 1 : half];
        var began = await body.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        if (began < head.Length)
            return new FileBytes(head.AsMemory(0, began), default, began);

        var tail = new byte[wish.MostBytes - half + 1];
        var (total, at) = ((long)began, 0);
        while (total < MostTransferred)
        {
            var count = await body.ReadAsync(tail.AsMemory(at), cancellationToken);
            if (count == 0)
                return new FileBytes(head, InOrder(tail, total - began, at), total);
            if (wish.Whole)
                throw new SlackFileException(FileProblem.TooLarge, $"it is larger than {wish.MostBytes} bytes");
            total += count;
            at = (at + count) % tail.Length;
        }
        return new FileBytes(head, default, total) { EndSeen = false };
    }

    /// <param name="ring">The latest bytes.</param>
    /// <param name="written">How many were written in all.</param>
    /// <param name="at">Where the next one would go, which is where the oldest one is.</param>
    private static byte[] InOrder(byte[] ring, long written, int at) =>
        written <= ring.Length ? ring[..(int)written] : [.. ring.AsSpan(at), .. ring.AsSpan(0, at)];
}
