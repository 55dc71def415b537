namespace JamieDaemon.Telemetry;

/// <summary>A record that names no more than its type when it becomes text: what people wrote, addresses and tokens must not reach a log that way.</summary>
/// <remarks>What the compiler writes for a record tells all its members. Records whose ids are worth telling say for themselves which.</remarks>
public abstract record Discreet
{
    public sealed override string ToString() => GetType().Name;
}
