namespace JamieDaemon.Sandbox.Load;

/// <summary>How fast the stand-in thinks: so many pieces, so long for each.</summary>
public sealed record ModelPace(int Tokens, TimeSpan TokenDelay)
{
    public static readonly ModelPace Steady = new(20, TimeSpan.FromMilliseconds(5));

    /// <summary>Slow enough for its answers to be seen growing.</summary>
    public static readonly ModelPace Slow = new(50, TimeSpan.FromMilliseconds(20));

    public static readonly ModelPace Instant = new(1, TimeSpan.Zero);

    public override string ToString() =>
        TokenDelay == TimeSpan.Zero ? "instant" : $"{Tokens} × {TokenDelay.TotalMilliseconds:0.#} ms";
}
