namespace JamieDaemon.Slack.Notices;

/// <summary>The loops that deliver notices; several, so that one channel's rate limit does not hold up the others.</summary>
internal sealed partial class NoticeWorkers(
    NoticeQueue notices,
    NoticeDesk desk,
    TimeProvider time,
    ILogger<NoticeWorkers> logger) : BackgroundService
{
    /// <summary>What a stopping process spends on notices at the most: the answers come after them.</summary>
    public static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(3);

    private const int Loops = 4;

    /// <summary>Delivers what is queued, as far as the time reaches.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        notices.Complete();
        if (ExecuteTask is { } running) await running.WaitAsync(DrainTime, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var flow = ExecutionContext.SuppressFlow();
        var loops = new Task[Loops];
        for (var i = 0; i < Loops; i++) loops[i] = Task.Run(DeliverAsync, CancellationToken.None);
        return Task.WhenAll(loops);
    }

    private async Task DeliverAsync()
    {
        await foreach (var notice in notices.ReadAllAsync())
        {
            try
            {
                await desk.DeliverAsync(notice);
            }
#pragma warning disable CA1031 // The border of a notice: whatever it died of, the next one must be delivered.
            catch (Exception failure)
#pragma warning restore CA1031
            {
                Log.Undelivered(logger, failure, notice);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "slack.notice_undelivered", Level = LogLevel.Error, Message = "A notice ({Notice}) could not be delivered")]
        public static partial void Undelivered(ILogger logger, Exception failure, Notice notice);
    }
}
