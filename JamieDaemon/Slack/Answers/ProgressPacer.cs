using JamieDaemon.Hosting.Reload;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Answers;

/// <summary>Shares out the calls that show progress among all growing answers, so that they never use up what final texts need.</summary>
/// <remarks>Slack counts each method by itself for the whole workspace, hence one purse for each.</remarks>
internal sealed class ProgressPacer(IOptions<SlackOptions> options, TimeProvider time)
{
    private readonly MadeOf<SlackOptions, int, TokenBucket> _edits = Purse(options, static now => now.ProgressEditsPerMinute, time);
    private readonly MadeOf<SlackOptions, int, TokenBucket> _streams = Purse(options, static now => now.StreamsPerMinute, time);
    private readonly MadeOf<SlackOptions, int, TokenBucket> _appends = Purse(options, static now => now.AppendsPerMinute, time);
    private readonly MadeOf<SlackOptions, int, TokenBucket> _sessions = Purse(options, static now => now.StatusesPerMinute, time);
    private readonly MadeOf<SlackOptions, int, TokenBucket> _statuses = Purse(options, static now => now.StatusesPerMinute, time);

    /// <returns>Whether a message may be edited, or posted to be edited later, now.</returns>
    public bool TryEdit() => _edits.Value.TryTake();

    /// <returns>Whether a native stream may be opened now.</returns>
    public bool TryStream() => _streams.Value.TryTake();

    /// <returns>Whether a native stream may grow now.</returns>
    public bool TryAppend() => _appends.Value.TryTake();

    /// <returns>Whether an agent session may be begun now.</returns>
    public bool TrySession() => _sessions.Value.TryTake();

    /// <returns>Whether a status may be shown now.</returns>
    public bool TryStatus() => _statuses.Value.TryTake();

    private static MadeOf<SlackOptions, int, TokenBucket> Purse(IOptions<SlackOptions> options, Func<SlackOptions, int> perMinute, TimeProvider time) =>
        new(options, perMinute, most => new TokenBucket(most, time));
}
