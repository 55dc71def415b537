using JamieDaemon.Telemetry;

namespace JamieDaemon.Answering;

/// <summary>A question that an earlier process has accepted and not answered.</summary>
/// <param name="Question">As it was accepted; <see cref="Question.ReceivedAt"/> means nothing any more.</param>
/// <param name="At">When it was accepted.</param>
/// <param name="Step">How far its answer had come, if that matters.</param>
public sealed record Owed(Question Question, DateTimeOffset At, AnswerStep? Step) : Discreet;
