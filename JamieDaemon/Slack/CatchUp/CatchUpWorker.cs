using JamieDaemon.Answering;
using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.CatchUp;

/// <summary>After a time without any socket it looks for what was asked meanwhile, and has it answered, late.</summary>
/// <remarks>Slack delivers again what nobody acknowledged, but not always: of its outage in February 2025 nothing came.</remarks>
internal sealed partial class CatchUpWorker(
    SocketModeState state,
    LastHeard lastHeard,
    MissedConversations conversations,
    MissedMessages messages,
    MissedQuestions questions,
    CatchUpPace pace,
    SlackIdentity identity,
    SlackWebApiClient slack,
    IOptions<SlackOptions> options,
    TimeProvider time,
    ILogger<CatchUpWorker> logger) : BackgroundService
{
    /// <summary>
    /// A socket may have been dead for that long before it was known to be (<see cref="SocketModeDialer"/>), and the time that was kept is a few
    /// seconds old. What was heard nevertheless is recognised.
    /// </summary>
    internal static readonly TimeSpan Margin = TimeSpan.FromSeconds(65);

    /// <summary>Requests of a process that has died, and what Slack delivers first of all, arrive before anybody looks.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan MarkInterval = TimeSpan.FromSeconds(15);

    /// <summary>Until it is looked for what a silence has cost, the next process must know of it: the time that is kept stays before it.</summary>
    private volatile bool _isBehind = true;

    /// <summary>With more replicas another one has heard what this one has not.</summary>
    private bool IsOn => options.Value is { CatchUp.Ticks: > 0 } slackOptions && slackOptions.ExpectedSockets <= slackOptions.Sockets;

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!IsOn) return Task.CompletedTask;
        // Not in the activity and the scopes of the start.
        using var flow = ExecutionContext.SuppressFlow();
        return Task.Run(() => RunAsync(stoppingToken), CancellationToken.None);
    }

    private async Task RunAsync(CancellationToken stopping)
    {
        var before = lastHeard.Read();
        var marking = MarkAsync(stopping);
        await foreach (var silence in state.Silences.ReadAllAsync(stopping))
        {
            _isBehind = true;
            await Task.Delay(Pause, time, stopping);
            var (from, to) = (silence.From ?? before, silence.To);
            // It may have been silent again: those times are part of this one.
            while (state.Silences.TryRead(out var more)) (from, to) = (from ?? more.From, more.To);
            if (from is { } since) await CatchUpAsync(new Absence(since, to), stopping);
            _isBehind = false;
            lastHeard.Write(time.GetUtcNow());
        }

        await marking;
    }

    /// <summary>Keeps the time as long as a socket is live.</summary>
    private async Task MarkAsync(CancellationToken stopping)
    {
        using var rounds = new PeriodicTimer(MarkInterval, time);
        do
        {
            if (state.Live > 0 && !_isBehind) lastHeard.Write(time.GetUtcNow());
        }
        while (await rounds.WaitForNextTickAsync(stopping));
    }

    private async Task CatchUpAsync(Absence absence, CancellationToken stopping)
    {
        try
        {
            await LookAsync(absence, stopping);
        }
        catch (SlackException unavailable)
        {
            Log.Failed(logger, absence.From, absence.To, unavailable.Message);
        }
#pragma warning disable CA1031 // Whatever it died of, what is asked now is answered.
        catch (Exception bug) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.Broken(logger, bug);
        }
    }

    private async Task LookAsync(Absence absence, CancellationToken stopping)
    {
        var started = time.GetUtcNow();
        var since = absence.From - Margin;
        if (since < started - options.Value.CatchUp) since = started - options.Value.CatchUp;
        if (identity.TeamId is null) identity.Learn(await slack.AuthTestAsync(stopping));
        pace.Begin();
        var (joined, problem) = await conversations.ListAsync(stopping);
        var (looked, found) = (0, 0);
        foreach (var conversation in joined)
        {
            if (!pace.HasCalls) break;
            try
            {
                found += await LookAsync(conversation, since, absence, stopping);
                looked++;
            }
            catch (SlackException unread)
            {
                problem ??= unread.Message;
            }
        }

        Log.Done(logger, absence.From, absence.To, looked, found);
        if (looked < joined.Count || problem is not null) Log.Incomplete(logger, joined.Count - looked, problem ?? $"that would have been more than {CatchUpPace.MostCalls} calls");
    }

    private async Task<int> LookAsync(JoinedConversation conversation, DateTimeOffset since, Absence absence, CancellationToken stopping)
    {
        var found = 0;
        foreach (var (question, key) in questions.Find(conversation, await messages.ReadAsync(conversation.Id, since, stopping)))
        {
            if (await questions.TakeAsync(question, key, absence, stopping)) found++;
        }

        return found;
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.caught_up", Level = LogLevel.Information, Message = "Nothing was heard from {From} to {To}: {Conversations} conversations were looked through for what was asked, {Questions} questions are answered late")]
        public static partial void Done(ILogger logger, DateTimeOffset from, DateTimeOffset to, int conversations, int questions);

        [LoggerMessage(EventName = "slack.catch_up_incomplete", Level = LogLevel.Warning, Message = "Not all conversations were looked through for what was asked ({Conversations}, and those of a kind that could not be listed): {Reason}")]
        public static partial void Incomplete(ILogger logger, int conversations, string reason);

        [LoggerMessage(EventName = "slack.catch_up_failed", Level = LogLevel.Warning, Message = "What was asked from {From} to {To}, when nothing was heard, could not be looked for: {Reason}")]
        public static partial void Failed(ILogger logger, DateTimeOffset from, DateTimeOffset to, string reason);

        [LoggerMessage(EventName = "slack.catch_up_broken", Level = LogLevel.Error, Message = "A bug: what was asked while nothing was heard is not looked for")]
        public static partial void Broken(ILogger logger, Exception bug);
    }
}
