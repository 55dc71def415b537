namespace JamieDaemon.Slack.SocketMode;

/// <summary>A time in which no socket was live.</summary>
/// <param name="From">When the last one ended; <see langword="null"/> for the time before this process.</param>
/// <param name="To">When there was one again.</param>
public sealed record Silence(DateTimeOffset? From, DateTimeOffset To);
