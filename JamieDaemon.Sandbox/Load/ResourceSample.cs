using JamieDaemon.Sandbox.Daemon;

namespace JamieDaemon.Sandbox.Load;

/// <summary>What the daemon holds at one moment, as the kernel tells it.</summary>
/// <param name="Memory">Resident, in bytes.</param>
/// <param name="Files">Open handles that are no sockets.</param>
/// <param name="Sockets">Open sockets.</param>
/// <param name="Threads">Threads.</param>
public readonly record struct ResourceSample(long Memory, int Files, int Sockets, int Threads)
{
    internal static ResourceSample Of(ChildProcess process)
    {
        var (files, sockets) = (0, 0);
        foreach (var handle in Directory.EnumerateFileSystemEntries($"/proc/{process.Id}/fd"))
        {
            if (new FileInfo(handle).LinkTarget?.StartsWith("socket:", StringComparison.Ordinal) == true) sockets++;
            else files++;
        }

        return new ResourceSample(process.MemoryBytes, files, sockets, Directory.GetDirectories($"/proc/{process.Id}/task").Length);
    }
}
