namespace JamieDaemon.Sandbox.Load;

/// <summary>When each question is due, whatever became of the ones before: people do not wait for each other's answers.</summary>
internal readonly record struct OpenLoopSchedule(int Count, double PerSecond)
{
    /// <summary>How long after the start the question of that number (from 0) is due.</summary>
    public TimeSpan DueAt(int number) => TimeSpan.FromSeconds(number / PerSecond);

    /// <summary>How many are due by then.</summary>
    public int DueBy(TimeSpan elapsed)
    {
        // The division is only nearly right; DueAt has the last word.
        var due = (int)Math.Clamp(elapsed.TotalSeconds * PerSecond, 0, Count);
        while (due > 0 && DueAt(due - 1) > elapsed)
            due--;
        while (due < Count && DueAt(due) <= elapsed)
            due++;
        return due;
    }
}
