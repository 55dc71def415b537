using JamieDaemon.Slack.WebApi;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Slack;

/// <summary>Asks Slack at the start who the bot token belongs to, so that a wrong one is known before the first answer fails on it.</summary>
/// <remarks>The sockets need the app-level token only: without this, Jamie would hear everything and be unable to say a word.</remarks>
public sealed partial class BotTokenWatch(SlackWebApiClient slack, SlackIdentity identity, TimeProvider time, ILogger<BotTokenWatch> logger) : BackgroundService, IHealthCheck
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    /// <summary>What is wrong with the token; <see langword="null"/> while nothing is known to be.</summary>
    private volatile string? _problem;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_problem is { } problem ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy());

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                var self = await slack.AuthTestAsync(stoppingToken);
                _problem = null;
                identity.Learn(self);
                Log.Known(logger, self.UserId, self.TeamId);
                return;
            }
            catch (SlackApiException refused)
            {
                if (_problem is null) Log.Refused(logger, refused.Message, Pause);
                _problem = refused.Message;
            }
            catch (SlackException later)
            {
                Log.NotNow(logger, later.Message, Pause);
            }

            await Task.Delay(Pause, time, stoppingToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.identity", Level = LogLevel.Information, Message = "Speaking as {UserId} in workspace {TeamId}")]
        public static partial void Known(ILogger logger, string? userId, string? teamId);

        [LoggerMessage(EventName = "slack.token_refused", Level = LogLevel.Critical, Message = "Jamie cannot speak until somebody mends this: {Reason} Next attempt in {Pause}")]
        public static partial void Refused(ILogger logger, string reason, TimeSpan pause);

        [LoggerMessage(EventName = "slack.api_error", Level = LogLevel.Warning, Message = "Slack did not say whom the bot token belongs to: {Reason} Next attempt in {Pause}")]
        public static partial void NotNow(ILogger logger, string reason, TimeSpan pause);
    }
}
