using System.Threading.RateLimiting;
using JamieDaemon.Slack.Notices;

namespace JamieDaemon.Slack.Access;

/// <summary>How much one person may ask, by the minute and by the day at once: what the one refuses does not count for the other.</summary>
/// <remarks>The limiters of System.Threading.RateLimiting know no <see cref="TimeProvider"/>, and of a sliding window not when the next permit is due.</remarks>
internal sealed class AskerLimiter(LimitsOptions limits, TimeProvider time) : RateLimiter
{
    /// <summary>What to tell somebody who was refused; <see cref="MetadataName.RetryAfter"/> says until when.</summary>
    public static readonly MetadataName<Saying> Reason = MetadataName.Create<Saying>("REASON");

    private readonly Lock _lock = new();
    private readonly SlidingWindow _minute = new(limits.PerMinute, TimeSpan.FromMinutes(1), time);
    private readonly SlidingWindow _day = new(limits.PerDay, TimeSpan.FromDays(1), time);
    private long _granted;
    private long _refused;
    private long _lastUse = time.GetTimestamp();

    /// <summary>Whoever has all permits again can be forgotten.</summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_lock) return _minute.IsEmpty && _day.IsEmpty ? time.GetElapsedTime(_lastUse) : null;
        }
    }

    public override RateLimiterStatistics GetStatistics()
    {
        lock (_lock) return new RateLimiterStatistics { TotalSuccessfulLeases = _granted, TotalFailedLeases = _refused };
    }

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(permitCount, 1);
        lock (_lock)
        {
            _lastUse = time.GetTimestamp();
            if (_day.UntilNext() is { } tomorrow) return Refused(Saying.QuotaUsedUp, tomorrow);
            if (_minute.UntilNext() is { } soon) return Refused(Saying.TooFast, soon);
            if (permitCount == 0) return Lease.Granted;
            _minute.Add();
            _day.Add();
            _granted++;
            return Lease.Granted;
        }
    }

    /// <summary>Nobody waits for a permit: a person who asks too much is told.</summary>
    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        ValueTask.FromResult(AttemptAcquireCore(permitCount));

    private Lease Refused(Saying saying, TimeSpan until)
    {
        _refused++;
        return new Lease(saying, until);
    }

    private sealed class Lease(Saying? saying, TimeSpan until) : RateLimitLease
    {
        public static readonly Lease Granted = new(saying: null, TimeSpan.Zero);

        public override bool IsAcquired => saying is null;

        public override IEnumerable<string> MetadataNames => IsAcquired ? [] : [Reason.Name, MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = IsAcquired ? null
                : metadataName == Reason.Name ? saying
                : metadataName == MetadataName.RetryAfter.Name ? until
                : null;
            return metadata is not null;
        }
    }
}
