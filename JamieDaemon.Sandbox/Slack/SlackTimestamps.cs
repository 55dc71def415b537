namespace JamieDaemon.Sandbox.Slack;

/// <summary>Hands out Slack timestamps, unique and increasing in the workspace: microseconds since 1970 with a point.</summary>
internal sealed class SlackTimestamps(TimeProvider time)
{
    private long _last;

    public string Next() => Format(NextMicroseconds());

    /// <summary>An id such as <c>Ev…</c> that no earlier run of a workspace has handed out either.</summary>
    public string NextId(string prefix) => prefix + NextMicroseconds().ToString("X");

    public static bool IsTimestamp(string text) =>
        text.Length == 17 && text[10] == '.' && !text.AsSpan(0, 10).ContainsAnyExceptInRange('0', '9')
        && !text.AsSpan(11).ContainsAnyExceptInRange('0', '9');

    private static string Format(long microseconds) => $"{microseconds / 1_000_000}.{microseconds % 1_000_000:D6}";

    private long NextMicroseconds()
    {
        var now = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
        while (true)
        {
            var last = Volatile.Read(ref _last);
            var next = Math.Max(now, last + 1);
            if (Interlocked.CompareExchange(ref _last, next, last) == last)
                return next;
        }
    }
}
