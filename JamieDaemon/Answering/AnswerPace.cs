namespace JamieDaemon.Answering;

/// <summary>How fast questions have been answered lately, to tell those who wait how long it will take.</summary>
public sealed class AnswerPace
{
    /// <summary>The weight of the newest answer: the estimate follows a change within some five answers.</summary>
    private const double Weight = 0.3;

    private readonly Lock _lock = new();
    private double _seconds;

    /// <summary>A worker was busy for so long with one question.</summary>
    public void Learn(TimeSpan busy)
    {
        lock (_lock) _seconds = _seconds == 0 ? busy.TotalSeconds : (_seconds * (1 - Weight)) + (busy.TotalSeconds * Weight);
    }

    /// <summary>When the turn comes of somebody with so many others ahead; <see langword="null"/> while nothing was measured.</summary>
    public TimeSpan? UntilTurn(int ahead, int workers)
    {
        lock (_lock) return _seconds == 0 ? null : TimeSpan.FromSeconds(_seconds * (ahead + 1) / workers);
    }
}
