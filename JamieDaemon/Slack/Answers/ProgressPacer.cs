using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Answers;

/// <summary>Shares out the calls that show progress among all growing answers, so that they never use up what final texts need.</summary>
/// <remarks>Slack counts each method by itself for the whole workspace, hence one purse for each.</remarks>
internal sealed class ProgressPacer(IOptions<SlackOptions> options, TimeProvider time)
{
    private readonly TokenBucket _edits = new(options.Value.ProgressEditsPerMinute, time);
    private readonly TokenBucket _streams = new(options.Value.StreamsPerMinute, time);
    private readonly TokenBucket _appends = new(options.Value.AppendsPerMinute, time);
    private readonly TokenBucket _sessions = new(options.Value.StatusesPerMinute, time);
    private readonly TokenBucket _statuses = new(options.Value.StatusesPerMinute, time);

    /// <returns>Whether a message may be edited, or posted to be edited later, now.</returns>
    public bool TryEdit() => _edits.TryTake();

    /// <returns>Whether a native stream may be opened now.</returns>
    public bool TryStream() => _streams.TryTake();

    /// <returns>Whether a native stream may grow now.</returns>
    public bool TryAppend() => _appends.TryTake();

    /// <returns>Whether an agent session may be begun now.</returns>
    public bool TrySession() => _sessions.TryTake();

    /// <returns>Whether a status may be shown now.</returns>
    public bool TryStatus() => _statuses.TryTake();
}
