namespace JamieDaemon.Answering;

/// <summary>What is known of an answer that an earlier process may have begun.</summary>
/// <param name="Step">How far it had come, if that matters.</param>
/// <param name="LookAt">
/// When one may look what of it stands: a request of the process that died can take effect after its death. A <see cref="TimeProvider"/> timestamp.
/// </param>
public sealed record Recovery(AnswerStep? Step, long LookAt);
