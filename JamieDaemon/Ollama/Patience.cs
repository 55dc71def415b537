namespace JamieDaemon.Ollama;

/// <summary>
/// One token for a request: it fires when the caller gives up or when Ollama has been silent for too long, and
/// <see cref="Explain"/> tells the two apart. There is no limit on the whole answer.
/// </summary>
internal sealed class Patience : IDisposable
{
    private readonly Uri _server;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _source;
    private readonly CancellationTokenRegistration _registration;
    private string _setting;
    private TimeSpan _limit;

    public Patience(Uri server, TimeSpan limit, string setting, TimeProvider time, CancellationToken caller)
    {
        (_server, _limit, _setting, _caller) = (server, limit, setting, caller);
        _source = new CancellationTokenSource(limit, time);
        _registration = caller.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), _source);
    }

    public CancellationToken Token => _source.Token;

    /// <summary>From now on, silence may last so long.</summary>
    public void Allow(TimeSpan limit, string setting)
    {
        (_limit, _setting) = (limit, setting);
        _source.CancelAfter(limit);
    }

    /// <summary>Stops the clock: what takes time now is the caller's own work.</summary>
    public void Pause() => _source.CancelAfter(Timeout.InfiniteTimeSpan);

    /// <summary>The exception to throw for a cancelled operation.</summary>
    public Exception Explain(OperationCanceledException cancelled)
    {
        if (_caller.IsCancellationRequested)
        {
            return new OperationCanceledException(cancelled.Message, cancelled, _caller);
        }

        return _source.IsCancellationRequested
            ? new OllamaTimeoutException(_server, _setting, _limit, cancelled)
            : new OllamaUnreachableException(
                _server, "nothing accepts a connection.", HttpRequestError.ConnectionError, cancelled);
    }

    public void Dispose()
    {
        _registration.Dispose();
        _source.Dispose();
    }
}
