using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using JamieDaemon.Ollama.Progress;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Ollama.Endpoints;

/// <summary>
/// Gives each question to one server, when it has a slot free; whoever waits is told how many are in front. What fails before its first word goes to
/// another server. The wait is over before the server's clocks start, and the slot is free again as soon as the model has written its last word.
/// </summary>
public sealed partial class BalancedChatClient : StreamedChatClient
{
    private readonly OllamaEndpoints _endpoints;
    private readonly EndpointLine _line;
    private readonly string _model;
    private readonly SlotPace _pace = new();
    private readonly OllamaMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public BalancedChatClient(OllamaEndpoints endpoints, IOptions<OllamaOptions> options, OllamaMetrics metrics, TimeProvider time, ILogger<BalancedChatClient> logger)
        : base(endpoints.All[0].Client)
    {
        (_endpoints, _model, _metrics, _time, _logger) = (endpoints, options.Value.Model, metrics, time, logger);
        _line = new EndpointLine(endpoints.All, options.Value.Parallel);
    }

    /// <inheritdoc/>
    /// <exception cref="OllamaCircuitOpenException">No server is sent questions.</exception>
    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        // Read once: it may be read again by another server.
        var prompt = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        List<OllamaEndpoint> tried = [];
        Exception? failure = null;
        while (true)
        {
            var place = _line.Enter(options?.ModelId ?? _model, tried);
            try
            {
                int? said = null;
                while (!place.Turn.IsCompleted)
                {
                    ThrowIfInVain(place, options?.ModelId, failure);
                    if (await place.Turn.IsLateAsync(Lateness.Noticed, _time, cancellationToken) && place.Ahead is var ahead && ahead != said)
                    {
                        said = ahead;
                        yield return new ModelProgress(ModelPhase.Waiting) { Ahead = ahead, Left = _pace.Wait(ahead, _line.Slots) }.ToUpdate();
                    }
                }

                var endpoint = await place.Turn;
                failure = null;
                var (start, hasWords) = (_time.GetTimestamp(), false);
                await using var updates = endpoint.Client.GetStreamingResponseAsync(prompt, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
                while (true)
                {
                    try
                    {
                        if (!await updates.MoveNextAsync()) break;
                    }
                    catch (Exception e)
                    {
                        endpoint.Circuit.Failed(e);
                        tried.Add(endpoint);
                        if (hasWords || !EndpointFailure.MayMove(e, tried.Count) || !_line.AnyLeft(place)) throw;
                        failure = e;
                        break;
                    }

                    var update = updates.Current;
                    hasWords |= ModelProgress.In(update) is null;
                    if (update.FinishReason is not null)
                    {
                        // The model is done; what the caller does with its last words is no reason to keep others waiting.
                        place.Leave();
                        _pace.SlotHeld(_time.GetElapsedTime(start));
                        endpoint.Circuit.Succeeded();
                    }

                    yield return update;
                }

                if (failure is null) yield break;
                _metrics.FailedOver();
                Log.FailedOver(_logger, failure.Message);
            }
            finally
            {
                place.Leave();
            }
        }
    }

    private void ThrowIfInVain(EndpointLine.Place place, string? model, Exception? failure)
    {
        if (_line.AnyLeft(place)) return;
        if (failure is not null) ExceptionDispatchInfo.Throw(failure);
        if (_line.IsWorthWaiting(place)) return;
        _metrics.Refused(model);
        throw new OllamaCircuitOpenException(_endpoints.All.Count);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, EventName = "ollama.failed_over", Message = "A question goes to another server: {Problem}")]
        public static partial void FailedOver(ILogger logger, string problem);
    }
}
