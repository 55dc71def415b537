namespace JamieDaemon.Slack.CatchUp;

/// <summary>What came of one look.</summary>
internal sealed class Look
{
    /// <summary>Questions that are answered late.</summary>
    public int Found { get; set; }

    /// <summary>Conversations that are known and were not seen, or not with all their threads.</summary>
    public int Left { get; set; }

    /// <summary>Why.</summary>
    public SearchProblems Problems { get; } = new();
}
