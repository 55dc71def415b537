using System.Collections.Concurrent;

namespace JamieDaemon.Sandbox.Slack.ResponseUrls;

/// <summary>Hands out trigger_ids, each good for opening one view within three seconds.</summary>
internal sealed class TriggerDesk(SlackTimestamps timestamps, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(3);
    private readonly ConcurrentDictionary<string, Trigger> _issued = new();

    public string Issue(SlackUser user)
    {
        var id = timestamps.NextId("13.");
        _issued[id] = new Trigger(user.Id, time.GetTimestamp());
        return id;
    }

    /// <summary>Whom the trigger belongs to, or Slack's error.</summary>
    public (string? User, string? Error) Exchange(string id)
    {
        if (!_issued.TryGetValue(id, out var trigger))
            return (null, "invalid_trigger_id");
        if (time.GetElapsedTime(trigger.IssuedAt) > Lifetime)
            return (null, "expired_trigger_id");
        return trigger.TryUse() ? (trigger.User, null) : (null, "exchanged_trigger_id");
    }

    private sealed class Trigger(string user, long issuedAt)
    {
        private int _used;

        public string User { get; } = user;

        public long IssuedAt { get; } = issuedAt;

        public bool TryUse() => Interlocked.Exchange(ref _used, 1) == 0;
    }
}
