using System.Collections.Concurrent;
using JamieDaemon.Answering;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.Answers;

/// <summary>Opens native streams, once each, also when Slack does not say whether one is open.</summary>
/// <remarks>
/// A stream carries no metadata until it ends. One of unknown outcome is therefore known by what it is: a message of Jamie's under the
/// question, without a mark, that no answer of this process owns. Where several answers of one thread have lost sight of theirs it does not
/// matter who takes up which, as the whole text soon takes the place of the first words; but one that another answer is just opening is not lost.
/// </remarks>
internal sealed partial class StreamStarter(
    SlackWebApiClient slack,
    SlackThread threads,
    SlackIdentity identity,
    SlackAbilities abilities,
    ProgressPacer pacer,
    IQuestionJournal journal,
    IOptions<SlackOptions> options,
    TimeProvider time,
    ILogger<StreamStarter> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The clocks of Slack and of this machine differ, but hardly by more.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Channel, string Ts), byte> _owned = new();
    private readonly ConcurrentDictionary<(string Channel, string Thread), int> _starting = new();

    /// <summary>Opens a stream with its first text.</summary>
    /// <returns>The message's <c>ts</c>; <see langword="null"/> when no stream may be opened now.</returns>
    /// <exception cref="AmbiguousSendException">It is not known whether a stream is open: <see cref="FindStrayAsync"/> before anything is said.</exception>
    public async Task<string?> TryStartAsync(Question question, string thread, string text)
    {
        var where = question.Conversation;
        var place = (where.Channel, thread);
        if (!options.Value.NativeStreams || !abilities.May(SlackAbility.Stream) || !pacer.TryStream()) return null;
        // What the next process does not know of it cannot look for: a stream carries no mark, as what grows by edits does.
        if (!await journal.AdvanceAsync(question.Id, AnswerStep.Opening)) return null;
        _starting.AddOrUpdate(place, 1, static (_, count) => count + 1);
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
            return started is not null && _owned.TryAdd((where.Channel, started.Ts), 0) ? started.Ts : null;
        }
        catch (SlackApiException refused)
        {
            if (abilities.Learn(SlackAbility.Stream, refused)) Log.NoStreams(logger, refused.Message);
            return null;
        }
        finally
        {
            _starting.AddOrUpdate(place, 0, static (_, count) => count - 1);
            _starting.TryRemove(new KeyValuePair<(string, string), int>(place, 0));
        }
    }

    /// <summary>
    /// Looks for a stream that may have been opened, and makes it the caller's. It waits before: a request can take effect late, and while another
    /// answer of the thread is opening a stream the two cannot be told apart.
    /// </summary>
    /// <returns>Its <c>ts</c>; <see langword="null"/> when there is none, or it still cannot be told apart.</returns>
    /// <exception cref="SlackException">Slack did not let Jamie look.</exception>
    public async Task<string?> FindStrayAsync(Question question)
    {
        var where = question.Conversation;
        var place = (where.Channel, SlackThread.Of(where)!);
        var began = time.GetTimestamp();
        do await Task.Delay(Pause, time, CancellationToken.None);
        while (_starting.ContainsKey(place) && time.GetElapsedTime(began) <= options.Value.CallTimeout);

        if (_starting.ContainsKey(place)) return null;
        var oldest = where.Message ?? SlackTs.Of(question.AskedAt - ClockDifference);
        return await threads.FindAsync(where, oldest, message => IsUnmarked(message) && _owned.TryAdd((where.Channel, message.Ts), 0));
    }

    /// <summary>The answer that began with this stream has ended.</summary>
    public void Ended(string channel, string ts) => _owned.TryRemove((channel, ts), out _);

    private bool IsUnmarked(SlackMessage message) => identity.Wrote(message) && AnswerMark.Read(message) is null;

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.streams_refused", Level = LogLevel.Information, Message = "Answers grow by edits for an hour instead of native streams: {Reason}")]
        public static partial void NoStreams(ILogger logger, string reason);
    }
}
