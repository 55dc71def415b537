using System.Collections.Concurrent;
using JamieDaemon.Slack.Access;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.Notices;

/// <summary>The loops that deliver notices; several, so that one channel's rate limit does not hold up the others, and some for dialogs only, which cannot wait.</summary>
internal sealed partial class NoticeWorkers(
    NoticeQueue notices,
    NoticeDesk desk,
    Pseudonyms pseudonyms,
    TimeProvider time,
    ILogger<NoticeWorkers> logger) : BackgroundService
{
    /// <summary>What a stopping process spends on notices at the most: the answers come after them.</summary>
    public static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(3);

    /// <summary>Of the three seconds that Slack allows from the click, what is left when it has arrived here.</summary>
    public static readonly TimeSpan DialogTime = TimeSpan.FromSeconds(2.5);

    private const int Loops = 4;

    /// <summary>Cancelled when the drain time is over: whoever waits for Slack then gives up.</summary>
    private readonly CancellationTokenSource _drained = new(Timeout.InfiniteTimeSpan, time);

    private readonly ConcurrentQueue<Notice> _givenUp = new();

    /// <summary>Delivers what is queued, as far as the time reaches, and says what was left.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        notices.Complete();
        _drained.CancelAfter(DrainTime);
        if (ExecuteTask is { } running) await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        List<Notice> undelivered = [.. _givenUp, .. notices.TakeRest()];
        if (undelivered.Count > 0) Log.Abandoned(logger, undelivered.Count, string.Join(", ", undelivered.CountBy(notice => $"{notice}").Select(kind => $"{kind.Value} {kind.Key}")));
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _drained.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var flow = ExecutionContext.SuppressFlow();
        var loops = new Task[2 * Loops];
        for (var i = 0; i < loops.Length; i += 2)
        {
            loops[i] = Task.Run(DeliverAsync, CancellationToken.None);
            loops[i + 1] = Task.Run(OpenDialogsAsync, CancellationToken.None);
        }

        return Task.WhenAll(loops);
    }

    private async Task DeliverAsync()
    {
        await foreach (var notice in notices.ReadAllAsync()) await DeliverAsync(notice, _drained.Token);
    }

    private async Task OpenDialogsAsync()
    {
        await foreach (var notice in notices.ReadDialogsAsync())
        {
            var left = DialogTime - time.GetElapsedTime(notice.ReceivedAt);
            using var lapsed = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
            await DeliverAsync(notice, lapsed.Token);
        }
    }

    private async Task DeliverAsync(Notice notice, CancellationToken cancellationToken)
    {
        var job = new JobContext(notice.Id, notice is HomeOpened ? JobType.Home : JobType.Notice, notice.SessionId, notice.Origin);
        using var context = job.Enter();
        using var span = Spans.StartHandling(job)?.SetTag("jamie.notice", notice.GetType().Name);
        if (span is { IsAllDataRequested: true }) span.SetTag(pseudonyms.Attribute, pseudonyms.Of(notice.User));
        try
        {
            Log.Begun(logger, notice);
            await desk.DeliverAsync(notice, cancellationToken);
            notice.Receipt?.Delivered();
            var took = time.GetElapsedTime(notice.ReceivedAt);
            Log.Done(logger, notice, took);
        }
        catch (OperationCanceledException) when (notice.OpensDialog && cancellationToken.IsCancellationRequested)
        {
            Log.Lapsed(logger, notice);
            Excuse(notice);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _givenUp.Enqueue(notice);
        }
#pragma warning disable CA1031 // The border of a notice: whatever it died of, the next one must be delivered.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            span.Failed(failure);
            Log.Undelivered(logger, failure, notice);
            notice.Receipt?.Undelivered();
            Excuse(notice);
        }
    }

    /// <summary>Whoever clicked and sees nothing happen is told, where there is a way that did not fail just now.</summary>
    private void Excuse(Notice notice)
    {
        if (NoticeDesk.ExcuseFor(notice) is { } excuse) notices.TryAdd(excuse);
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "command_received", Level = LogLevel.Debug, Message = "Seeing to {Notice}")]
        public static partial void Begun(ILogger logger, Notice notice);

        [LoggerMessage(EventName = "command_handled", Level = LogLevel.Debug, Message = "{Notice} is done, {Elapsed} after it came")]
        public static partial void Done(ILogger logger, Notice notice, TimeSpan elapsed);

        [LoggerMessage(EventName = "command_error", Level = LogLevel.Error, Message = "A notice ({Notice}) could not be delivered")]
        public static partial void Undelivered(ILogger logger, Exception failure, Notice notice);

        [LoggerMessage(EventName = "slack.dialog_lapsed", Level = LogLevel.Warning, Message = "A dialog ({Notice}) was not opened: Slack allows it for three seconds from the click, and they were over")]
        public static partial void Lapsed(ILogger logger, Notice notice);

        [LoggerMessage(EventName = "slack.notices_abandoned", Level = LogLevel.Warning, Message = "Stopped with {Count} notices undelivered ({Kinds}): Slack did not take more in time")]
        public static partial void Abandoned(ILogger logger, int count, string kinds);
    }
}
