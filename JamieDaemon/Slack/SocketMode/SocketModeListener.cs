using JamieDaemon.Hosting;
using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Slack.SocketMode;

/// <summary>Keeps the sockets open, each slot one of them, from the first to the last moment of the process.</summary>
/// <remarks>
/// Every socket that exists is owned by one loop here, and only the end of the process ends the loops. A slot has at most one dial in
/// flight; a slot whose socket is to be replaced keeps it until the new one is live.
/// </remarks>
public sealed partial class SocketModeListener(
    SocketModeDialer dialer,
    SocketModeState state,
    GhostSockets ghosts,
    SocketModeMetrics metrics,
    HostMetrics host,
    IOptions<SlackOptions> options,
    Random random,
    TimeProvider time,
    ILogger<SocketModeListener> logger) : BackgroundService
{
    /// <summary>How long a replaced socket may still deliver; Slack closes it after about ten seconds.</summary>
    private static readonly TimeSpan Overlap = TimeSpan.FromSeconds(15);

    private readonly TaskCompletionSource _firstHello = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Or every envelope would be handled in the activity and the scopes of the start.
        using var flow = ExecutionContext.SuppressFlow();
        return Task.WhenAll(Enumerable.Range(0, options.Value.Sockets).Select(slot => Task.Run(() => RunSlotAsync(slot, stoppingToken), CancellationToken.None)));
    }

    private async Task RunSlotAsync(int slot, CancellationToken stopping)
    {
        var owned = new List<Task>();
        SocketModeConnection? current = null;
        try
        {
            if (slot > 0) await _firstHello.Task.WaitAsync(stopping);
            await Task.Delay(slot * options.Value.SocketStagger, time, stopping);
            while (true)
            {
                var (next, recount) = await DialUntilLiveAsync(slot, stopping);
                if (current is not null) owned.Add(RetireAsync(current, stopping));
                owned.RemoveAll(task => task.IsCompleted);
                owned.Add(CountAsync(next));
                current = next;
                if (await IsToBeRecountedAsync(current, recount, stopping)) metrics.Reconnecting(ReconnectReasons.Recount);
                else if (await EndedAsync(current, slot, stopping)) current = null;
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            if (current is not null) await current.DisposeAsync();
        }

        await Task.WhenAll(owned);
    }

    /// <summary>Waits until something happens to the socket, or until it has been <paramref name="recount"/>.</summary>
    /// <returns><see langword="true"/> when nothing has: it is well, and only to be replaced to hear another hello.</returns>
    private async Task<bool> IsToBeRecountedAsync(SocketModeConnection socket, TimeSpan? recount, CancellationToken stopping)
    {
        Task happened = Task.WhenAny(socket.RefreshRequested, socket.Completion);
        await happened.WaitAsync(recount ?? Timeout.InfiniteTimeSpan, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.ThrowIfCancellationRequested();
        return !happened.IsCompleted;
    }

    /// <returns><see langword="true"/> when the socket is gone, <see langword="false"/> when it still delivers and only wants a successor.</returns>
    private async Task<bool> EndedAsync(SocketModeConnection socket, int slot, CancellationToken stopping)
    {
        if (socket is { Completion.IsCompleted: false, End: SocketModeEnd.None })
        {
            metrics.Reconnecting(ReconnectReasons.Refresh);
            return false;
        }

        var pause = PauseAfter(socket.End, SlackErrorKind.Passing);
        await socket.DisposeAsync();
        var reason = ReconnectReasons.Of(socket.End);
        metrics.Reconnecting(reason);
        Log.Lost(logger, slot, reason, state.Live);
        await Task.Delay(pause, time, stopping);
        return true;
    }

    private async Task<(SocketModeConnection Socket, TimeSpan? Recount)> DialUntilLiveAsync(int slot, CancellationToken stopping)
    {
        for (var attempt = 0; ; attempt++)
        {
            TimeSpan pause;
            if (!_firstHello.Task.IsCompleted) host.StartAttempted();
            try
            {
                var (connection, hello) = await dialer.DialAsync(stopping);
                var live = state.Opened(hello.NumConnections);
                metrics.Dialled(isLive: true);
                if (_firstHello.TrySetResult()) host.StartSucceeded();
                Log.Connected(logger, slot, hello.NumConnections);
                return (connection, ghosts.Heard(slot, hello.NumConnections, live));
            }
            catch (SlackApiException refused)
            {
                var fatal = refused.Kind == SlackErrorKind.Configuration;
                if (fatal) state.Fatal = refused.Message;
                pause = PauseAfter(SocketModeEnd.None, refused.Kind, attempt);
                Report(slot, attempt, pause, refused.Message, fatal);
            }
            catch (SlackRateLimitedException limited)
            {
                pause = ReconnectBackoff.Delay(attempt, Chance(), limited.RetryAfter);
                Report(slot, attempt, pause, limited.Message, fatal: false);
            }
            catch (SlackException unavailable)
            {
                pause = ReconnectBackoff.Delay(attempt, Chance());
                Report(slot, attempt, pause, unavailable.Message, fatal: false);
            }
            catch (SocketModeDialException failed)
            {
                pause = PauseAfter(failed.End, SlackErrorKind.Passing, attempt);
                Report(slot, attempt, pause, failed.Message, fatal: failed.End == SocketModeEnd.LinkDisabled);
            }

#pragma warning disable CA1031 // Whatever it was, a slot never gives up: https://github.com/soxtoby/SlackNet/issues/260.
            catch (Exception unforeseen) when (!stopping.IsCancellationRequested)
#pragma warning restore CA1031
            {
                pause = ReconnectBackoff.Delay(attempt, Chance());
                Log.Unforeseen(logger, unforeseen, slot, pause);
            }

            metrics.Dialled(isLive: false);
            if (!_firstHello.Task.IsCompleted) host.StartFailed();
            await Task.Delay(pause, time, stopping);
        }
    }

    private TimeSpan PauseAfter(SocketModeEnd end, SlackErrorKind kind, int attempt = 0)
    {
        if (end == SocketModeEnd.LinkDisabled) state.Fatal = "Socket Mode is switched off: switch it on in the app's settings.";
        return (end, kind) switch
        {
            (SocketModeEnd.LinkDisabled, _) or (_, SlackErrorKind.Configuration) => ReconnectBackoff.Fatal(Chance()),
            (SocketModeEnd.TooManyWebsockets, _) => ReconnectBackoff.TooManyWebsockets(Chance()),
            _ => ReconnectBackoff.Delay(attempt, Chance()),
        };
    }

    private double Chance()
    {
        lock (random) return random.NextDouble();
    }

    private async Task RetireAsync(SocketModeConnection socket, CancellationToken stopping)
    {
        await socket.Completion.WaitAsync(Overlap, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await socket.DisposeAsync();
    }

    /// <summary>Live is a socket until it ends, whoever ends it and whatever its slot is busy with.</summary>
    private async Task CountAsync(SocketModeConnection socket)
    {
        await socket.Completion;
        state.Closed();
    }

    /// <summary>Says an outage once, and that nothing is heard for long; the repetitions are for those who debug.</summary>
    private void Report(int slot, int attempt, TimeSpan pause, string reason, bool fatal)
    {
        if (fatal && attempt == 0) Log.Fatal(logger, slot, reason, pause);
        else if (attempt == 0 || pause >= ReconnectBackoff.TooManyWebsockets(random: 0)) Log.Failed(logger, slot, reason, pause);
        else Log.StillFailing(logger, slot, attempt + 1, reason, pause);
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.connected", Level = LogLevel.Information, Message = "Socket {Slot} is live; the app has {NumConnections} open")]
        public static partial void Connected(ILogger logger, int slot, int numConnections);

        [LoggerMessage(EventName = "slack.dial_failed", Level = LogLevel.Error, Message = "Socket {Slot} could not be opened. Next attempt in {Pause}")]
        public static partial void Unforeseen(ILogger logger, Exception unforeseen, int slot, TimeSpan pause);

        [LoggerMessage(EventName = "slack.disconnected", Level = LogLevel.Warning, Message = "Socket {Slot} is gone ({Reason}); {Live} still live")]
        public static partial void Lost(ILogger logger, int slot, string reason, int live);

        [LoggerMessage(EventName = "slack.reconnecting", Level = LogLevel.Warning, Message = "Socket {Slot} could not be opened: {Reason} Next attempt in {Pause}")]
        public static partial void Failed(ILogger logger, int slot, string reason, TimeSpan pause);

        [LoggerMessage(EventName = "slack.reconnecting_still", Level = LogLevel.Debug, Message = "Socket {Slot}, attempt {Attempt}: {Reason} Next in {Pause}")]
        public static partial void StillFailing(ILogger logger, int slot, int attempt, string reason, TimeSpan pause);

        [LoggerMessage(EventName = "slack.unusable", Level = LogLevel.Critical, Message = "Socket {Slot} cannot be opened until somebody mends this: {Reason} Next attempt in {Pause}")]
        public static partial void Fatal(ILogger logger, int slot, string reason, TimeSpan pause);
    }
}
