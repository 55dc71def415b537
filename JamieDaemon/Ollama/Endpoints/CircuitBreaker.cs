using Polly;
using Polly.CircuitBreaker;

namespace JamieDaemon.Ollama.Endpoints;

/// <summary>Polly's circuit breaker with this house's rules. It is made for a server that has failed, so that Polly is not loaded where none does.</summary>
/// <remarks>Not thread-safe by itself, but for <see cref="ProbeAsync"/>.</remarks>
internal sealed class CircuitBreaker
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>The first is short, for a server that was only restarted; a probe costs little.</summary>
    private static readonly TimeSpan[] Breaks = [.. new[] { 2, 4, 8, 16, 30 }.Select(static seconds => TimeSpan.FromSeconds(seconds))];

    private readonly CircuitBreakerStateProvider _state = new();
    private readonly ResiliencePipeline<bool> _pipeline;

    public CircuitBreaker(TimeProvider time) => _pipeline = new ResiliencePipelineBuilder<bool> { TimeProvider = new SteadyClock(time) }
        .AddCircuitBreaker(new CircuitBreakerStrategyOptions<bool>
        {
            // Two failures of two, or half of many: a model at one answer a minute has no large numbers.
            MinimumThroughput = 2,
            FailureRatio = 0.5,
            SamplingDuration = Window,
            ShouldHandle = static tried => ValueTask.FromResult(tried.Outcome is { Exception: null, Result: false }),
            BreakDurationGenerator = opening => ValueTask.FromResult(Break = Breaks[Math.Min(opening.HalfOpenAttempts, Breaks.Length - 1)]),
            StateProvider = _state,
        })
        .Build();

    /// <summary>How long the latest break lasts.</summary>
    public TimeSpan Break { get; private set; }

    public bool IsClosed => _state.CircuitState == CircuitState.Closed;

    /// <summary>A question went well, or not. To be called while the circuit is closed.</summary>
    public void Record(bool isSuccess) => _pipeline.Execute(static isSuccess => isSuccess, isSuccess);

    /// <summary>Tries the server, once the break is over; what the try says opens or closes the circuit.</summary>
    public async Task ProbeAsync(Func<CancellationToken, ValueTask<bool>> probe, CancellationToken cancellationToken)
    {
        try
        {
            await _pipeline.ExecuteAsync(probe, cancellationToken);
        }
        catch (BrokenCircuitException)
        {
            // Somebody was early: the next probe will be in time.
        }
    }
}
