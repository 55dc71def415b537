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
    AbsenceSearch search,
    SlackClock clock,
    IOptions<SlackOptions> options,
    TimeProvider time,
    ILogger<CatchUpWorker> logger) : BackgroundService
{
    /// <summary>
    /// A socket may have been dead for that long before it was known to be (<see cref="SocketModeDialer"/>), and the time that was kept is a few
    /// seconds old. What was heard nevertheless is recognised.
    /// </summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(65);

    /// <summary>Requests of a process that has died, and what Slack delivers first of all, arrive before anybody looks.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    /// <summary>Just after a socket is back, the Web API may still fail.</summary>
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan MarkInterval = TimeSpan.FromSeconds(15);

    /// <summary>Until it is looked for what a silence has cost, the next process must know of it: the time that is kept stays before it.</summary>
    private volatile bool _isBehind = true;

    /// <summary>With more replicas another one has heard what this one has not.</summary>
    private bool IsOn => options.Value is { CatchUp.Ticks: > 0, HasReplicas: false };

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
        while (await state.Silences.WaitToReadAsync(stopping))
        {
            // Before it is taken: nothing is kept meanwhile.
            _isBehind = true;
            await Task.Delay(Pause, time, stopping);
            if (state.Silences.TryRead(out var silence)) await CatchUpAsync(silence, before, stopping);
            // Silent again: what that costs is still to be looked for.
            if (state.Live == 0 || state.Silences.Count > 0) continue;
            _isBehind = false;
            lastHeard.Write(clock.Now);
        }

        await marking;
    }

    /// <summary>Keeps the time as long as a socket is live.</summary>
    private async Task MarkAsync(CancellationToken stopping)
    {
        using var rounds = new PeriodicTimer(MarkInterval, time);
        do
        {
            // In this order: a silence that is over stands in the channel before a socket counts as live.
            if (state.Live > 0 && state.Silences.Count == 0 && !_isBehind) lastHeard.Write(clock.Now);
        }
        while (await rounds.WaitForNextTickAsync(stopping));
    }

    private async Task CatchUpAsync(Silence silence, DateTimeOffset? before, CancellationToken stopping)
    {
        var (looked, found, pause) = (new HashSet<string>(StringComparer.Ordinal), 0, FirstPause);
        string? lasting = null;
        try
        {
            while (true)
            {
                while (state.Silences.TryRead(out var more))
                {
                    // Those times are part of this one, and every conversation may have something of theirs.
                    silence = silence.From is null && before is null ? more : silence with { To = more.To };
                    looked.Clear();
                    pause = FirstPause;
                }

                if (AbsenceOf(silence, before) is not { } absence) return;
                var earliest = clock.Now - options.Value.CatchUp;
                var since = absence.From - Margin;
                var look = await search.LookAsync(absence, since < earliest ? earliest : since, looked, stopping);
                found += look.Found;
                // What was cut is not looked through again.
                lasting ??= look.Problems.Lasting;
                if (look.Problems.Passing is not { } passing || time.GetElapsedTime(silence.To) + pause >= options.Value.CatchUp)
                {
                    Report(absence, looked.Count, found, look.Left, lasting ?? look.Problems.Passing);
                    return;
                }

                Log.Repeated(logger, pause.TotalSeconds, passing);
                await RestAsync(pause, stopping);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
#pragma warning disable CA1031 // Whatever it died of, what is asked now is answered.
        catch (Exception bug) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Log.Broken(logger, bug);
        }
    }

    /// <returns>By Slack's time; <see langword="null"/> when nobody knows since when nothing was heard.</returns>
    private Absence? AbsenceOf(Silence silence, DateTimeOffset? before)
    {
        var to = clock.At(silence.To);
        if ((silence.From is { } stamp ? clock.At(stamp) : before) is not { } from) return null;
        // It was kept by a clock that has been set since, and says nothing.
        if (from > to + Margin) from = to - options.Value.CatchUp;
        return new Absence(from < to ? from : to, to);
    }

    /// <summary>Another silence that is over ends the rest.</summary>
    private async Task RestAsync(TimeSpan pause, CancellationToken stopping)
    {
        using var rested = new CancellationTokenSource(pause, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(rested.Token, stopping);
        try
        {
            if (await state.Silences.WaitToReadAsync(either.Token)) await Task.Delay(Pause, time, stopping);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // The pause is over.
        }
    }

    private void Report(Absence absence, int looked, int found, int left, string? problem)
    {
        if (problem is not null && looked == 0)
        {
            Log.Failed(logger, absence.From, absence.To, problem);
            return;
        }

        Log.Done(logger, absence.From, absence.To, looked, found);
        if (problem is not null) Log.Incomplete(logger, left, problem);
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.caught_up", Level = LogLevel.Information, Message = "Nothing was heard from {From} to {To}: {Conversations} conversations were looked through for what was asked, {Questions} questions are answered late")]
        public static partial void Done(ILogger logger, DateTimeOffset from, DateTimeOffset to, int conversations, int questions);

        [LoggerMessage(EventName = "slack.catch_up_incomplete", Level = LogLevel.Warning, Message = "Not all that was asked was looked for ({Conversations} conversations were not looked through, and those of a kind that could not be listed): {Reason}")]
        public static partial void Incomplete(ILogger logger, int conversations, string reason);

        [LoggerMessage(EventName = "slack.catch_up_failed", Level = LogLevel.Warning, Message = "What was asked from {From} to {To}, when nothing was heard, could not be looked for: {Reason}")]
        public static partial void Failed(ILogger logger, DateTimeOffset from, DateTimeOffset to, string reason);

        [LoggerMessage(EventName = "slack.catch_up_repeated", Level = LogLevel.Information, Message = "What was asked while nothing was heard is looked for again in {Seconds} s: {Reason}")]
        public static partial void Repeated(ILogger logger, double seconds, string reason);

        [LoggerMessage(EventName = "slack.catch_up_broken", Level = LogLevel.Error, Message = "A bug: what was asked while nothing was heard is not looked for")]
        public static partial void Broken(ILogger logger, Exception bug);
    }
}
