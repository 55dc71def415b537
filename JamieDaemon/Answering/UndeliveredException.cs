namespace JamieDaemon.Answering;

/// <summary>The chat takes nothing at the moment, and what remains to be said can be said later without saying anything twice. Passing.</summary>
/// <param name="reason">For the log.</param>
/// <param name="cause">The chat's own failure.</param>
public sealed class UndeliveredException(string reason, Exception cause) : Exception(reason, cause);
