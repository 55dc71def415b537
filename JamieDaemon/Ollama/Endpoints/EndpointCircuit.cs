namespace JamieDaemon.Ollama.Endpoints;

/// <summary>Keeps questions from a server that fails, until it has passed a probe that is no question. Says so once, and its end once.</summary>
internal sealed partial class EndpointCircuit(Uri server, TimeProvider time, ILogger<EndpointCircuit> logger)
{
    /// <summary>Timers and clocks differ by some milliseconds.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private CircuitBreaker? _breaker;
    private TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _openedAt;
    private volatile bool _isOpen;
    private volatile bool _isDoubtful;

    /// <summary>Called when questions may be sent again, or no more.</summary>
    public Action Changed { get; set; } = static () => { };

    /// <summary>Whether questions are sent there.</summary>
    public bool IsClosed => !_isOpen;

    /// <summary>Whether the latest question failed there. A passed probe proves less than an answer: a model can hang while its server is well.</summary>
    public bool IsDoubtful => _isDoubtful;

    /// <summary>How long it has been open, however many probes have failed since; <see langword="null"/> when it is closed.</summary>
    public TimeSpan? OpenFor
    {
        get
        {
            lock (_lock) return _isOpen ? time.GetElapsedTime(_openedAt) : null;
        }
    }

    /// <summary>Ends when the circuit opens.</summary>
    public Task Opened
    {
        get
        {
            lock (_lock) return _opened.Task;
        }
    }

    /// <summary>The pause before the next probe.</summary>
    public TimeSpan BeforeProbe => (_breaker?.Break ?? TimeSpan.Zero) + Margin;

    /// <summary>A question was answered.</summary>
    public void Succeeded()
    {
        _isDoubtful = false;
        if (Volatile.Read(ref _breaker) is not null) Record(isSuccess: true, times: 1);
    }

    /// <summary>A question, or a look, failed; what is not the server's fault does not count.</summary>
    public void Failed(Exception failure)
    {
        if (!EndpointFailure.IsServers(failure)) return;
        _isDoubtful = true;
        // Minutes have gone by: nobody else is to wait as long before it is believed.
        Record(isSuccess: false, times: failure is OllamaTimeoutException ? 2 : 1);
    }

    /// <summary>Tries the server, to close the circuit.</summary>
    /// <param name="probe">Whether the server is well.</param>
    /// <param name="cancellationToken">Nobody wants to know any more.</param>
    public async Task ProbeAsync(Func<CancellationToken, ValueTask<bool>> probe, CancellationToken cancellationToken)
    {
        var breaker = _breaker!;
        await breaker.ProbeAsync(probe, cancellationToken);
        if (!breaker.IsClosed) return;
        lock (_lock) (_isOpen, _opened) = (false, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        Log.Closed(logger, server);
        Changed();
    }

    private void Record(bool isSuccess, int times)
    {
        TimeSpan pause;
        lock (_lock)
        {
            var breaker = _breaker ??= new CircuitBreaker(time);
            // Questions that were under way when it opened tell nothing new.
            for (var i = 0; i < times && !_isOpen; i++)
            {
                breaker.Record(isSuccess);
                _isOpen = !breaker.IsClosed;
                if (_isOpen) _openedAt = time.GetTimestamp();
                else if (i == times - 1) return;
            }

            if (_opened.Task.IsCompleted) return;
            pause = breaker.Break;
            _opened.SetResult();
        }

        Log.Opened(logger, server, pause.TotalSeconds);
        Changed();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, EventName = "ollama.circuit_opened",
            Message = "Ollama at {Server} keeps failing: no question is sent there until it has passed a probe, the first in {Seconds} s")]
        public static partial void Opened(ILogger logger, Uri server, double seconds);

        [LoggerMessage(Level = LogLevel.Information, EventName = "ollama.circuit_closed", Message = "Ollama at {Server} has passed a probe: questions are sent there again")]
        public static partial void Closed(ILogger logger, Uri server);
    }
}
