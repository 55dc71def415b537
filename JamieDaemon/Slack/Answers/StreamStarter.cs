using System.Collections.Concurrent;
using JamieDaemon.Answering;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Answers;

/// <summary>Opens native streams, once each, also when Slack does not say whether one is open.</summary>
/// <remarks>
/// A stream carries no metadata until it ends. One of unknown outcome is therefore known by what it is: a message of Jamie's under the
/// question, without a mark, that no other answer of this process has opened.
/// </remarks>
internal sealed partial class StreamStarter(
    SlackWebApiClient slack,
    SlackThread threads,
    SlackIdentity identity,
    SlackAbilities abilities,
    ProgressPacer pacer,
    IOptions<SlackOptions> options,
    TimeProvider time,
    ILogger<StreamStarter> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(string Channel, string Ts), byte> _open = new();

    /// <summary>Opens a stream with its first text.</summary>
    /// <returns>The message's <c>ts</c>; <see langword="null"/> when no stream may be opened now.</returns>
    /// <exception cref="AmbiguousSendException">It is not known whether a stream is open: <see cref="FindStrayAsync"/> before anything is said.</exception>
    internal async Task<string?> TryStartAsync(Question question, string thread, string text)
    {
        var where = question.Conversation;
        if (!options.Value.NativeStreams || !abilities.May(SlackAbility.Stream) || !pacer.TryStream()) return null;
        try
        {
            var started = await slack.TryChatStartStreamAsync(
                new ChatStartStream
                {
                    Channel = where.Channel,
                    ThreadTs = thread,
                    MarkdownText = text,
                    RecipientUserId = question.Asker,
                    RecipientTeamId = where.Team,
                },
                CancellationToken.None);
            if (started is null) return null;
            _open[(where.Channel, started.Ts)] = 0;
            return started.Ts;
        }
        catch (SlackApiException refused)
        {
            if (abilities.Learn(SlackAbility.Stream, refused)) Log.NoStreams(logger, refused.Message);
            return null;
        }
    }

    /// <summary>Looks for a stream that may have been opened, and makes it the caller's. It waits before: a request can take effect late.</summary>
    /// <exception cref="SlackException">Slack did not let Jamie look.</exception>
    internal async Task<string?> FindStrayAsync(Conversation where)
    {
        await Task.Delay(Pause, time, CancellationToken.None);
        var ts = await threads.FindAsync(where, message => IsStray(where.Channel, message));
        return ts is not null && _open.TryAdd((where.Channel, ts), 0) ? ts : null;
    }

    /// <summary>The answer that began with this stream has ended.</summary>
    internal void Ended(string channel, string ts) => _open.TryRemove((channel, ts), out _);

    private bool IsStray(string channel, SlackMessage message) =>
        identity.Wrote(message) && AnswerMark.Read(message) is null && !_open.ContainsKey((channel, message.Ts));

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.streams_refused", Level = LogLevel.Information, Message = "Answers grow by edits for an hour instead of native streams: {Reason}")]
        public static partial void NoStreams(ILogger logger, string reason);
    }
}
