namespace JamieDaemon.Answering;

/// <summary>What is known of an answer that an earlier process may have begun.</summary>
/// <param name="Step">How far it had come, if that matters.</param>
public sealed record Recovery(AnswerStep? Step);
