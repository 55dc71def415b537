namespace JamieDaemon.Answering;

/// <summary>A time in which Jamie heard nothing.</summary>
public sealed record Absence(DateTimeOffset From, DateTimeOffset To);
