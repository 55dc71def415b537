using JamieDaemon.Answering;
using JamieDaemon.Slack.Notices;

namespace JamieDaemon.Slack.Intake;

/// <summary>What an envelope asks of Jamie.</summary>
public abstract record Reading;

/// <summary>A question for the model.</summary>
public sealed record Asked(Question Question, EventKeys Keys) : Reading;

/// <summary>Something that Jamie answers without the model.</summary>
public sealed record Noticed(Notice Notice, EventKeys Keys) : Reading;

/// <summary>Nothing for Jamie.</summary>
/// <param name="Reason">Why not, for the debug log.</param>
public sealed record Ignored(string Reason) : Reading;
