namespace JamieDaemon.Slack.SocketMode;

/// <summary>A time in which no socket was live, in timestamps of the <see cref="TimeProvider"/>: the clock may be set meanwhile.</summary>
/// <param name="From">When the last one ended; <see langword="null"/> for the time before this process.</param>
/// <param name="To">When there was one again.</param>
public sealed record Silence(long? From, long To);
