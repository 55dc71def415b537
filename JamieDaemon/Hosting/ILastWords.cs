namespace JamieDaemon.Hosting;

/// <summary>What was said and has not left yet, for the moment in which a process is about to be ended by a bug.</summary>
public interface ILastWords
{
    /// <summary>Sends all of it, within a few seconds. Nothing that is said later leaves.</summary>
    void Send();
}
