using System.Threading.RateLimiting;
using JamieDaemon.Hosting.Reload;
using JamieDaemon.Slack.Notices;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Access;

/// <summary>How much each person may still ask: the limits of <c>Slack:Limits</c>, kept in memory only.</summary>
internal sealed class AskerAllowance : IDisposable
{
    /// <summary>Absent without limits: it would look after its partitions ten times a second. With other limits everybody begins anew.</summary>
    private readonly MadeOf<SlackOptions, (int PerMinute, int PerDay), PartitionedRateLimiter<string>?> _limiter;

    private PartitionedRateLimiter<string>? _made;

    public AskerAllowance(IOptions<SlackOptions> options, TimeProvider time) =>
        _limiter = new(options, static now => (now.Limits.PerMinute, now.Limits.PerDay), limits => Make(limits.PerMinute, limits.PerDay, time));

    /// <summary>Counts one question.</summary>
    /// <returns><see langword="null"/> when the person may ask it; else nothing was counted.</returns>
    public Overdraft? TryTake(string asker)
    {
        if (_limiter.Value is not { } limiter) return null;
        using var lease = limiter.AttemptAcquire(asker);
        return lease.TryGetMetadata(AskerLimiter.Reason, out var saying) && lease.TryGetMetadata(MetadataName.RetryAfter, out var until)
            ? new Overdraft(saying, until)
            : null;
    }

    public void Dispose() => _made?.Dispose();

    /// <remarks>The one before is left to the collector: somebody may be asking it.</remarks>
    private PartitionedRateLimiter<string>? Make(int perMinute, int perDay, TimeProvider time)
    {
        var limits = new LimitsOptions { PerMinute = perMinute, PerDay = perDay };
        return _made = limits is { PerMinute: 0, PerDay: 0 }
            ? null
            : PartitionedRateLimiter.Create<string, string>(asker => RateLimitPartition.Get(asker, RateLimiter (_) => new AskerLimiter(limits, time)));
    }
}

/// <summary>Somebody wants more than their allowance.</summary>
/// <param name="Saying">What to tell them.</param>
/// <param name="Until">When there will be more.</param>
internal sealed record Overdraft(Saying Saying, TimeSpan Until);
