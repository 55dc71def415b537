namespace JamieDaemon.Slack;

/// <summary>Who had to do with Jamie in the last quarter of an hour; only how many they are is ever told.</summary>
internal sealed class ActiveUsers(TimeProvider time)
{
    private const int Capacity = 100_000;
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(15);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _seen = [];

    public int Count
    {
        get
        {
            lock (_lock)
            {
                var now = time.GetTimestamp();
                foreach (var (user, at) in _seen)
                {
                    // A dictionary may lose entries while it is walked.
                    if (time.GetElapsedTime(at, now) >= Memory) _seen.Remove(user);
                }

                return _seen.Count;
            }
        }
    }

    public void Add(string user)
    {
        lock (_lock)
        {
            // Full only where nobody ever scrapes, and then nobody misses them.
            if (_seen.Count >= Capacity) _seen.Clear();
            _seen[user] = time.GetTimestamp();
        }
    }
}
