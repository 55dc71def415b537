using JamieDaemon.Sandbox.Daemon;

namespace JamieDaemon.Sandbox.Load;

/// <summary>Looks every second what the daemon holds.</summary>
internal sealed class ResourceWatch(ChildProcess process, TimeProvider time)
{
    private readonly List<ResourceSample> _samples = [];

    /// <summary>Since the beginning, one a second. To be read when it has ended.</summary>
    public IReadOnlyList<ResourceSample> Samples => _samples;

    /// <summary>Looks until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var seconds = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            do _samples.Add(ResourceSample.Of(process));
            while (await seconds.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The run is over.
        }
    }
}
