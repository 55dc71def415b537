namespace JamieDaemon.Journal;

/// <summary>The journal cannot be kept: nothing may be accepted. The message says what to do.</summary>
public sealed class JournalException(string message, Exception? inner = null) : Exception(message, inner);
