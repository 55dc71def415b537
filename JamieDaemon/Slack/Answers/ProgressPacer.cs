using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Answers;

/// <summary>Shares out the edits that show progress among all growing answers, so that they never use up what final texts need.</summary>
/// <remarks>A token bucket: refilled evenly, holding at most ten seconds' worth.</remarks>
public sealed class ProgressPacer(IOptions<SlackOptions> options, TimeProvider time)
{
    private readonly Lock _lock = new();
    private readonly double _perSecond = options.Value.ProgressEditsPerMinute / 60.0;
    private readonly double _most = Math.Max(1, options.Value.ProgressEditsPerMinute / 6.0);
    private double _left = Math.Max(1, options.Value.ProgressEditsPerMinute / 6.0);
    private long _at = time.GetTimestamp();

    /// <returns>Whether an edit may go out now.</returns>
    public bool TryTake()
    {
        if (_perSecond == 0) return false;
        lock (_lock)
        {
            var now = time.GetTimestamp();
            _left = Math.Min(_most, _left + (time.GetElapsedTime(_at, now).TotalSeconds * _perSecond));
            _at = now;
            if (_left < 1) return false;
            _left--;
            return true;
        }
    }
}
