namespace JamieDaemon.Sandbox.Load;

/// <summary>
/// Asks on schedule. When it comes late itself it catches up, and says how late it was: a slow generator must not look like a
/// fast bot.
/// </summary>
internal sealed class LoadGenerator(TimeProvider time)
{
    /// <returns>How late the latest question was.</returns>
    public async Task<TimeSpan> RunAsync(OpenLoopSchedule schedule, Action<int> ask, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var latest = TimeSpan.Zero;
        for (var next = 0; next < schedule.Count;)
        {
            var elapsed = time.GetElapsedTime(start);
            for (var due = schedule.DueBy(elapsed); next < due; next++)
            {
                var late = time.GetElapsedTime(start) - schedule.DueAt(next);
                if (late > latest)
                    latest = late;
                ask(next);
            }

            var wait = schedule.DueAt(next) - time.GetElapsedTime(start);
            if (next < schedule.Count && wait > TimeSpan.Zero)
                await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), time, cancellationToken);
        }

        return latest;
    }
}
