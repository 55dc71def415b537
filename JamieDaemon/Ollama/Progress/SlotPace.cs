namespace JamieDaemon.Ollama.Progress;

/// <summary>How long a question holds its slot, and what that means for those who wait. It says nothing while nothing was measured.</summary>
internal sealed class SlotPace
{
    private const double Weight = 0.2;

    private readonly Lock _lock = new();
    private double? _seconds;

    /// <summary>How long whoever stands behind so many others waits for one of the slots; null while unknown.</summary>
    public TimeSpan? Wait(int ahead, int slots)
    {
        lock (_lock) return _seconds is { } seconds ? TimeSpan.FromSeconds(seconds * (ahead + 1) / slots) : null;
    }

    /// <summary>A whole answer held its slot for so long.</summary>
    public void SlotHeld(TimeSpan time)
    {
        lock (_lock) _seconds = _seconds is { } mean ? mean + (Weight * (time.TotalSeconds - mean)) : time.TotalSeconds;
    }
}
