namespace JamieDaemon.Answering;

/// <summary>What is known of an answer that an earlier process may have begun.</summary>
/// <param name="Step">How far it had come, if that matters.</param>
/// <param name="ReplayedAt">When this process has taken it up: a <see cref="TimeProvider"/> timestamp. Its deadline begins anew.</param>
public sealed record Recovery(AnswerStep? Step, long ReplayedAt);
