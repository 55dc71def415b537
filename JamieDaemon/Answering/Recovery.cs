namespace JamieDaemon.Answering;

/// <summary>What is known of an answer that may have been begun before: by an earlier process, or by this one when the chat did not take it.</summary>
/// <param name="Step">How far it had come, if that matters.</param>
/// <param name="Attempts">How often this process has tried.</param>
public sealed record Recovery(AnswerStep? Step, int Attempts = 0);
