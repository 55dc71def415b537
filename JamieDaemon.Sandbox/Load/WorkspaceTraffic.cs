using System.Diagnostics.Metrics;

namespace JamieDaemon.Sandbox.Load;

/// <summary>Counts what the workspace answered, by HTTP status, from ASP.NET's own meter.</summary>
/// <seealso href="https://learn.microsoft.com/aspnet/core/log-mon/metrics/built-in"/>
internal sealed class WorkspaceTraffic : IDisposable
{
    private readonly MeterListener _listener = new();
    private int _rateLimited;
    private int _unavailable;

    public WorkspaceTraffic()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Meter.Name: "Microsoft.AspNetCore.Hosting", Name: "http.server.request.duration" })
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Count(tags));
        _listener.Start();
    }

    /// <summary>Answers 429.</summary>
    public int RateLimited => Volatile.Read(ref _rateLimited);

    /// <summary>Answers 503.</summary>
    public int Unavailable => Volatile.Read(ref _unavailable);

    public void Dispose() => _listener.Dispose();

    private void Count(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (key, value) in tags)
        {
            if (key != "http.response.status_code")
                continue;
            if (value is 429)
                Interlocked.Increment(ref _rateLimited);
            else if (value is 503)
                Interlocked.Increment(ref _unavailable);
        }
    }
}
