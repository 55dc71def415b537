namespace JamieDaemon.Sandbox.Chaos;

/// <summary>A run in which the daemon is killed again and again while everything around it breaks too.</summary>
/// <param name="Duration">How long questions come.</param>
/// <param name="Kills">How often the daemon is killed meanwhile, evenly over the phases of an answer.</param>
/// <param name="Seed">Of every random choice: the same seed aims at the same questions and phases.</param>
internal sealed record ChaosPlan(TimeSpan Duration, int Kills, int Seed)
{
    /// <summary>Questions a second.</summary>
    public const double Rate = 20;

    public const int Askers = 20;

    /// <summary>While an answer is missing nothing may change for so long before it counts as lost: redeliveries and what was put off come within it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(100);

    /// <summary>When all are there nothing may change for so long: time for a second one to show.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(10);

    public int Questions => (int)(Duration.TotalSeconds * Rate);

    public override string ToString() =>
        $"chaos: {Questions} questions at {Rate:0}/s for {Duration.TotalSeconds:0} s, {Kills} kills, seed {Seed}";
}
