namespace JamieDaemon.Ollama.Progress;

/// <summary>Waits for a task, but not for ever.</summary>
internal static class Lateness
{
    /// <summary>From when on silence is worth a word.</summary>
    public static readonly TimeSpan Noticed = TimeSpan.FromSeconds(1);

    /// <summary>Whether the task is still under way after so long. How it ended is for its owner to see.</summary>
    public static async Task<bool> IsLateAsync(
        this Task task, TimeSpan after, TimeProvider time, CancellationToken cancellationToken)
    {
        if (task.IsCompleted)
        {
            return false;
        }

        using var hurry = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await Task.WhenAny(task, Task.Delay(after, time, hurry.Token));
        await hurry.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return !task.IsCompleted;
    }
}
