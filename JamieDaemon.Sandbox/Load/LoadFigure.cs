namespace JamieDaemon.Sandbox.Load;

/// <summary>One line of a run's table.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">How it came out.</param>
/// <param name="Limit">What it is held to, in words; null when to nothing.</param>
/// <param name="Holds">Whether it keeps the limit.</param>
internal sealed record LoadFigure(string Name, string Value, string? Limit = null, bool Holds = true);
