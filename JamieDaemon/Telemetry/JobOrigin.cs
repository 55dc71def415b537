using System.Diagnostics;

namespace JamieDaemon.Telemetry;

/// <summary>Where a job comes from: it travels with the job through queues, which know nothing of the flow of execution.</summary>
/// <param name="RequestId">Of the envelope that Slack sent, which is a UUID; <see langword="null"/> when it came otherwise.</param>
/// <param name="Trace">The span in which it was handed over; default when nobody records spans.</param>
public readonly record struct JobOrigin(string? RequestId, ActivityContext Trace = default);
