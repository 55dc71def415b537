namespace JamieDaemon.Telemetry.Secrets;

/// <summary>Where a secret stands in a text; nothing is found where it is empty.</summary>
internal readonly record struct Found(int Start, int End)
{
    public bool IsFound => End > Start;
}
