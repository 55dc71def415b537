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

    public SandboxModel Model => model;

    /// <summary>The window and the end of the stay in memory; null while not loaded.</summary>
    public Residence? Loaded => _residence is { } stay && stay.ExpiresAt > options.Time.GetUtcNow() ? stay : null;

    /// <summary>Sees to it that the model is loaded with this window (null = as it is).</summary>
    public async Task LoadAsync(int? numCtx, TimeSpan keepAlive, CancellationToken cancellationToken)
    {
        await _loading.WaitAsync(cancellationToken);
        try
        {
            var window = Math.Min(numCtx ?? Loaded?.ContextLength ?? DefaultWindow, model.ContextLength);
            if (Loaded?.ContextLength != window && options.ColdLoad > TimeSpan.Zero)
            {
                await Task.Delay(options.ColdLoad, options.Time, cancellationToken);
            }

            _residence = new Residence(window, options.Time.GetUtcNow() + keepAlive);
        }
        finally
        {
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
    internal sealed record Residence(int ContextLength, DateTimeOffset ExpiresAt);

    /// <summary>The right to generate one answer.</summary>
    internal readonly struct Slot(SemaphoreSlim slots) : IDisposable
    {
        public void Dispose() => slots.Release();
    }
}
