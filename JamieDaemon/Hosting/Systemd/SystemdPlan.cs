namespace JamieDaemon.Hosting.Systemd;

/// <summary>What has to be agreed on with the service manager.</summary>
/// <param name="SignOfLife">The pause between two signs of life; <see langword="null"/> when nobody waits for them.</param>
/// <param name="StopsWithin">From the signal to the process's end, at the most.</param>
internal sealed record SystemdPlan(TimeSpan? SignOfLife, TimeSpan StopsWithin);
