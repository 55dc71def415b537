using System.Diagnostics;

namespace JamieDaemon.Telemetry;

/// <summary>The ids of one job. Whoever works on it enters it, and whatever is logged or traced meanwhile carries them.</summary>
/// <param name="jobId">The question's id, which its asker sees below the answer.</param>
/// <param name="jobType">One of <see cref="Telemetry.JobType"/>.</param>
/// <param name="sessionId">The conversation, as <c>channel:thread</c>; empty when there is none.</param>
/// <param name="origin">Where it comes from.</param>
public sealed class JobContext(string jobId, string jobType, string sessionId, JobOrigin origin)
{
    private static readonly AsyncLocal<JobContext?> Ambient = new();

    private volatile Activity? _span;

    /// <summary>What the code at hand works for.</summary>
    public static JobContext? Current => Ambient.Value;

    /// <summary>A conversation is a thread; what belongs to none is told by its channel.</summary>
    public static string SessionOf(string channel, string? thread) => thread is null ? channel : $"{channel}:{thread}";

    public string JobId { get; } = jobId;

    public string JobType { get; } = jobType;

    public string SessionId { get; } = sessionId;

    public string RequestId { get; } = origin.RequestId ?? "";

    /// <summary>The chat's id of who asked; empty when nobody did.</summary>
    public string Asker { get; init; } = "";

    /// <summary>Whether it is certainly meant for Jamie. What people say among themselves is nobody's business, and in no audit.</summary>
    public bool IsMeant { get; set; } = true;

    /// <summary>What it has taken of a model so far.</summary>
    public ModelUse Use { get; set; }

    /// <summary>The parent of spans that begin outside of any other: an answer's message may grow on a loop that began before its job did.</summary>
    public ActivityContext Trace => _span?.Context ?? origin.Trace;

    /// <summary>The span of the job, once somebody works on it and somebody records it.</summary>
    internal Activity? Span
    {
        get => _span;
        set => _span = value;
    }

    /// <summary>Whether it was counted as created.</summary>
    internal bool IsCreated { get; set; }

    /// <summary>The step that was reported last.</summary>
    internal string? Step { get; set; }

    /// <summary>Makes it the current one, for this flow of execution, until the scope is disposed.</summary>
    public Scope Enter()
    {
        var scope = new Scope(Ambient.Value);
        Ambient.Value = this;
        return scope;
    }

    /// <summary>Gives the flow back to the job that was current before.</summary>
    public readonly record struct Scope : IDisposable
    {
        private readonly JobContext? _before;

        internal Scope(JobContext? before) => _before = before;

        public void Dispose() => Ambient.Value = _before;
    }
}
