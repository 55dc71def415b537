namespace JamieDaemon.Telemetry;

/// <summary>How a job ended, in the closed words of labels.</summary>
public enum JobStatus
{
    /// <summary>The asker has the whole answer.</summary>
    Succeeded,

    /// <summary>The asker has an apology, or nothing at all.</summary>
    Failed,

    /// <summary>Nobody wanted it any more, or the process stopped.</summary>
    Cancelled,

    /// <summary>It was not taken on: no place, no allowance, or no right to ask.</summary>
    Rejected,
}
