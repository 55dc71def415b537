namespace JamieDaemon.Sandbox.Model;

/// <summary>
/// One model in "memory": loaded on first use, again after its keep-alive or when the window changes, and given up when the
/// client leaves while it loads. So many answers at once, the rest wait.
/// </summary>
internal sealed class ModelRunner(SandboxModel model, ModelServerOptions options) : IDisposable
{
    private const int DefaultWindow = 4096;

    private readonly SemaphoreSlim _loading = new(1, 1);
    private readonly SemaphoreSlim _slots = new(options.Parallel, options.Parallel);
    private Residence? _residence;
    private volatile Residence? _coming;
    private long _looks;

    public SandboxModel Model => model;

    /// <summary>The window and the end of the stay in memory; null while not loaded.</summary>
    public Residence? Loaded => _residence is { } stay && stay.ExpiresAt > options.Time.GetUtcNow() ? stay : null;

    /// <summary>What <c>/api/ps</c> says. Of a model that is being loaded some versions make up the end of its stay at each look.</summary>
    /// <remarks>No two looks are at the same moment, even where the clock is a test's.</remarks>
    public Residence? Listed => Loaded ?? (options.ListsWhileLoading && _coming is { } coming
        ? coming with { ExpiresAt = options.Time.GetUtcNow() + coming.KeepAlive + TimeSpan.FromTicks(Interlocked.Increment(ref _looks)) }
        : null);

    /// <summary>Sees to it that the model is loaded with this window (null = as it is).</summary>
    public async Task LoadAsync(int? numCtx, TimeSpan keepAlive, CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            var window = Math.Min(numCtx ?? Loaded?.ContextLength ?? DefaultWindow, model.ContextLength);
            if (Loaded?.ContextLength != window && options.ColdLoad > TimeSpan.Zero)
            {
                _residence = null;
                _coming = new Residence(window, keepAlive, default);
                await Task.Delay(options.ColdLoad, options.Time, cancellationToken);
            }

            _residence = new Residence(window, keepAlive, options.Time.GetUtcNow() + keepAlive);
        }
        finally
        {
            _coming = null;
            _loading.Release();
        }
    }

    public void Unload() => _residence = null;

    /// <summary>Waits for a free slot and holds it until disposed.</summary>
    public async Task<Slot> TakeSlotAsync(CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        return new Slot(_slots);
    }

    public void Dispose()
    {
        _loading.Dispose();
        _slots.Dispose();
    }

    /// <summary>A loaded model's stay in memory.</summary>
    internal sealed record Residence(int ContextLength, TimeSpan KeepAlive, DateTimeOffset ExpiresAt);

    /// <summary>The right to generate one answer.</summary>
    internal readonly struct Slot(SemaphoreSlim slots) : IDisposable
    {
        public void Dispose() => slots.Release();
    }
}
