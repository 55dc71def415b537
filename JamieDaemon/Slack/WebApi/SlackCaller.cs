using System.Text.Json.Serialization.Metadata;

namespace JamieDaemon.Slack.WebApi;

/// <summary>Carries a call to its end: waits out rate limits, repeats what can safely be repeated, names what is left.</summary>
internal sealed partial class SlackCaller(
    SlackExchange exchange,
    CallLanes lanes,
    SlackApiMetrics metrics,
    Random random,
    TimeProvider time,
    ILogger<SlackWebApiClient> logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    public async Task<T> CallAsync<T>(SlackCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : SlackResponse
    {
        var turn = lanes.Arrive(call);
        for (var failures = 0; ;)
        {
            await lanes.EnterAsync(turn, cancellationToken);
            var reply = await SendAsync(call, turn, type, cancellationToken);
            switch (reply.Ending)
            {
                case CallEnding.Accepted:
                    return reply.Response!;
                case CallEnding.RateLimited:
                    continue;
                case CallEnding.Refused:
                    throw new SlackApiException(call.Method.Name, reply.Response!);
                case CallEnding.Unknown when !call.Method.RepeatsSafely:
                    throw new AmbiguousSendException(call.Method.Name, reply.Reason!, reply.Cause);
            }
            if (++failures == call.Method.Tries)
                throw new SlackUnavailableException(call.Method.Name, reply.Reason!, reply.Cause);
            var pause = FullJitter.Delay(failures, Chance(), LongestPause);
            Log.Repeating(logger, call.Method.Name, reply.Reason!, pause.TotalMilliseconds);
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    /// <summary>One try, at once or not at all. Null when it was left out or did not go through for a passing reason.</summary>
    /// <exception cref="AmbiguousSendException">A call that must not be repeated may or may not have gone through.</exception>
    public async Task<T?> TryCallAsync<T>(SlackCall call, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : SlackResponse
    {
        var turn = lanes.Arrive(call);
        if (!lanes.IsOpen(turn))
            return null;
        var reply = await SendAsync(call, turn, type, cancellationToken);
        return reply.Ending switch
        {
            CallEnding.Accepted => reply.Response,
            CallEnding.Refused => throw new SlackApiException(call.Method.Name, reply.Response!),
            CallEnding.Unknown when !call.Method.RepeatsSafely => throw new AmbiguousSendException(call.Method.Name, reply.Reason!, reply.Cause),
            _ => null,
        };
    }

    private async Task<SlackReply<T>> SendAsync<T>(
        SlackCall call, LaneTurn turn, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : SlackResponse
    {
        var limited = false;
        try
        {
            var reply = await exchange.SendAsync(call, type, cancellationToken);
            limited = reply.Ending == CallEnding.RateLimited;
            if (limited)
                Close(turn, reply.RetryAfter);
            if (reply.Ending == CallEnding.Accepted && call.Sends is { } sent)
                metrics.Sent(sent);
            return reply;
        }
        finally
        {
            if (!limited)
                lanes.Leave(turn);
        }
    }

    private void Close(LaneTurn turn, TimeSpan wait)
    {
        var method = turn.Key.Method;
        metrics.RateLimited(method);
        if (lanes.Close(turn, wait))
            Log.RateLimited(logger, method.Name, wait.TotalSeconds);
    }

    private double Chance()
    {
        lock (random)
            return random.NextDouble();
    }

    private static partial class Log
    {
        [LoggerMessage(
            LogLevel.Information, "Slack limits {Method}; calls in its lane wait {Seconds} s", EventName = "slack.rate_limited")]
        public static partial void RateLimited(ILogger logger, string method, double seconds);

        [LoggerMessage(
            LogLevel.Debug, "Slack did not take {Method} ({Reason}); again in {Milliseconds} ms", EventName = "slack.api_error")]
        public static partial void Repeating(ILogger logger, string method, string reason, double milliseconds);
    }
}
