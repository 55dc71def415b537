namespace JamieDaemon.Answering;

/// <summary>Nothing can be said at the moment, and what remains to be said can be said later without saying anything twice. Passing.</summary>
/// <param name="reason">For the log.</param>
/// <param name="cause">The chat's own failure, if it is one.</param>
public sealed class UndeliveredException(string reason, Exception? cause = null) : Exception(reason, cause);
