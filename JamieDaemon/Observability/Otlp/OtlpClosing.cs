namespace JamieDaemon.Observability.Otlp;

/// <summary>The time that all destinations together have for the last things, once the host has stopped: an address that never answers must not hold it up.</summary>
public sealed class OtlpClosing(TimeProvider time) : IDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _over = new();
    private ITimer? _timer;

    /// <summary>From then on no request leaves, and none is waited for.</summary>
    public CancellationToken Over => _over.Token;

    public void Begin() => _timer ??= time.CreateTimer(_ => _over.Cancel(), state: null, Limit, Timeout.InfiniteTimeSpan);

    /// <summary>Only the clock: whoever is disposed later may still ask for the token.</summary>
    public void Dispose() => Begin();
}
