using System.Threading.RateLimiting;
using JamieDaemon.Slack.Notices;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Access;

/// <summary>How much each person may still ask: the limits of <c>Slack:Limits</c>, kept in memory only.</summary>
internal sealed class AskerAllowance : IDisposable
{
    /// <summary>Absent without limits: it would look after its partitions ten times a second.</summary>
    private readonly PartitionedRateLimiter<string>? _limiter;

    public AskerAllowance(IOptions<SlackOptions> options, TimeProvider time)
    {
        var limits = options.Value.Limits;
        if (limits is { PerMinute: 0, PerDay: 0 }) return;
        _limiter = PartitionedRateLimiter.Create<string, string>(asker => RateLimitPartition.Get(asker, RateLimiter (_) => new AskerLimiter(limits, time)));
    }

    /// <summary>Counts one question.</summary>
    /// <returns><see langword="null"/> when the person may ask it; else nothing was counted.</returns>
    public Overdraft? TryTake(string asker)
    {
        if (_limiter is null) return null;
        using var lease = _limiter.AttemptAcquire(asker);
        return lease.TryGetMetadata(AskerLimiter.Reason, out var saying) && lease.TryGetMetadata(MetadataName.RetryAfter, out var until)
            ? new Overdraft(saying, until)
            : null;
    }

    public void Dispose() => _limiter?.Dispose();
}

/// <summary>Somebody wants more than their allowance.</summary>
/// <param name="Saying">What to tell them.</param>
/// <param name="Until">When there will be more.</param>
internal sealed record Overdraft(Saying Saying, TimeSpan Until);
