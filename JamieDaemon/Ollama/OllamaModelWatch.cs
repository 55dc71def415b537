using JamieDaemon.Ollama.Endpoints;
using JamieDaemon.Ollama.Progress;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Ollama;

/// <summary>
/// Looks whether one Ollama server answers and has the model, at the start and from time to time, and loads the model when it appears.
/// While the server is sent no questions it looks more often: what it finds is the probe. Says an outage once and its end once. It delays no start and ends no process: without a model Jamie can still say so.
/// </summary>
internal sealed partial class OllamaModelWatch(
    OllamaServerClient server,
    OllamaModels models,
    OllamaPace pace,
    EndpointCircuit circuit,
    IOptions<OllamaOptions> options,
    TimeProvider time,
    ILogger<OllamaModelWatch> logger)
    : BackgroundService
{
    private readonly OllamaOptions _options = options.Value;
    private volatile OllamaStatus _status = new(OllamaState.Starting, "Ollama has not been asked yet.", time.GetUtcNow());
    private OllamaStatus? _settled;

    /// <summary>The latest finding.</summary>
    public OllamaStatus Status => _status;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(_options.WatchInterval, time);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        while (true)
        {
            if (circuit.IsClosed && await LookAsync(mustLoad: false, stoppingToken) is { } failure) circuit.Failed(failure);
            if (circuit.IsClosed) await Task.WhenAny(tick, circuit.Opened);
            if (tick.IsCompleted)
            {
                // Whoever stops the watch is heard here.
                await tick;
                tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            }

            while (!circuit.IsClosed)
            {
                await Task.Delay(circuit.BeforeProbe, time, stoppingToken);
                await circuit.ProbeAsync(async token => await LookAsync(mustLoad: true, token) is not { } trouble || !EndpointFailure.IsServers(trouble), stoppingToken);
            }
        }
    }

    /// <summary>Leaves its finding in <see cref="Status"/>.</summary>
    /// <param name="mustLoad">
    /// Whether the model is to be loaded even if it was before. That is the smallest request that goes through all of the server: one that only names its
    /// models is answered also where no model can run (https://github.com/ollama/ollama/issues/1863).
    /// </param>
    /// <param name="cancellationToken">Nobody wants to know any more.</param>
    /// <returns>What went wrong; <see langword="null"/> when nothing did.</returns>
    private async Task<Exception?> LookAsync(bool mustLoad, CancellationToken cancellationToken)
    {
        try
        {
            var names = await server.GetModelNamesAsync(cancellationToken);
            await models.LearnAsync(names, cancellationToken);
            if (!names.Any(name => OllamaModelName.Same(name, _options.Model))) Become(Missing(names));
            else if (mustLoad || _status.State != OllamaState.Ready) Become(await LoadAsync(cancellationToken));
            return null;
        }
        catch (OllamaModelNotFoundException e)
        {
            Become(At(OllamaState.ModelMissing, e.Message));
            return e;
        }
        catch (Exception e) when (e is OllamaException or OllamaTimeoutException)
        {
            Become(At(OllamaState.Unreachable, e.Message));
            return e;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Unforeseen(logger, e);
            Become(At(OllamaState.Unreachable, $"Looking at Ollama failed: {e.Message}"));
            return e;
        }
    }

    private async Task<OllamaStatus> LoadAsync(CancellationToken cancellationToken)
    {
        var details = await server.GetModelDetailsAsync(_options.Model, cancellationToken);
        if (details.Capabilities is { Count: > 0 } capabilities && !capabilities.Contains("completion"))
        {
            return At(OllamaState.ModelUnsuitable,
                $"Model '{_options.Model}' cannot chat, only {string.Join(", ", capabilities)}. "
                + "Set Ollama:Model to one that can.");
        }

        Become(At(OllamaState.Loading, $"Model '{_options.Model}' is being loaded."));
        var start = time.GetTimestamp();
        await server.LoadModelAsync(cancellationToken);
        pace.Loaded(_options.Model, time.GetElapsedTime(start));
        if (details.ContextLength < _options.NumCtx)
        {
            Log.WindowTooLarge(logger, _options.Model, details.ContextLength.Value, _options.NumCtx);
        }

        return At(OllamaState.Ready, $"Model '{_options.Model}' is loaded.") with
        {
            Capabilities = details.Capabilities ?? [],
            ContextLength = details.ContextLength,
        };
    }

    private OllamaStatus Missing(IReadOnlyList<string> names) => At(
        OllamaState.ModelMissing,
        $"Ollama at {server.Address} has no model '{_options.Model}'; "
        + $"it has {(names.Count == 0 ? "none" : string.Join(", ", names))}. "
        + $"Run `ollama pull {_options.Model}` there, or set Ollama:Model.");

    /// <summary>What a try to load the model comes back to has gone on all the while.</summary>
    private OllamaStatus At(OllamaState state, string sentence) =>
        new(state, sentence, state == _status.State ? _status.Since : state == _settled?.State ? _settled.Since : time.GetUtcNow());

    private void Become(OllamaStatus status)
    {
        _status = status;
        if (status.State == OllamaState.Loading) return;
        var isNews = status.State != _settled?.State;
        _settled = status;
        if (!isNews) return;
        switch (status.State)
        {
            case OllamaState.Unreachable:
                Log.Unreachable(logger, status.Sentence);
                break;
            case OllamaState.ModelMissing:
                Log.ModelMissing(logger, status.Sentence);
                break;
            case OllamaState.ModelUnsuitable:
                Log.ModelUnsuitable(logger, status.Sentence);
                break;
            default:
                Log.Ready(logger, _options.Model, server.Address);
                break;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, EventName = "ollama.unreachable", Message = "{Problem}")]
        public static partial void Unreachable(ILogger logger, string problem);

        [LoggerMessage(Level = LogLevel.Warning, EventName = "ollama.model_missing", Message = "{Problem}")]
        public static partial void ModelMissing(ILogger logger, string problem);

        [LoggerMessage(Level = LogLevel.Warning, EventName = "ollama.model_unsuitable", Message = "{Problem}")]
        public static partial void ModelUnsuitable(ILogger logger, string problem);

        [LoggerMessage(Level = LogLevel.Information, EventName = "ollama.ready",
            Message = "{Model} is ready on Ollama at {Server}")]
        public static partial void Ready(ILogger logger, string model, Uri server);

        [LoggerMessage(Level = LogLevel.Warning, EventName = "ollama.window_too_large",
            Message = "{Model} was trained for {ContextLength} tokens: Ollama cuts Ollama:NumCtx ({NumCtx}) down to that")]
        public static partial void WindowTooLarge(ILogger logger, string model, long contextLength, int numCtx);

        [LoggerMessage(Level = LogLevel.Error, EventName = "ollama.watch_failed", Message = "Looking at Ollama failed")]
        public static partial void Unforeseen(ILogger logger, Exception exception);
    }
}
