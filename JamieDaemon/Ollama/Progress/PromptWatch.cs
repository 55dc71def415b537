using JamieDaemon.Telemetry;

namespace JamieDaemon.Ollama.Progress;

/// <summary>Says what becomes of one request as long as the model is silent: looks once a second, speaks when there is news.</summary>
internal sealed class PromptWatch(OllamaServerClient server, OllamaPace pace, string model, int characters, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private ModelProgress? _said;
    private long _readingSince;
    private bool _isLoaded;

    /// <summary>The next news; null once the first token is there (or whatever came in its place).</summary>
    public async Task<ModelProgress?> NextAsync(Task firstToken, CancellationToken cancellationToken)
    {
        while (await firstToken.IsLateAsync(Lateness.Noticed, time, cancellationToken))
        {
            var now = await LookAsync(firstToken, cancellationToken);
            if (now is not null && IsNews(now))
            {
                return _said = now;
            }
        }

        return null;
    }

    private bool IsNews(ModelProgress now) =>
        now.Phase != _said?.Phase || (now.Left is null && _said.Left is not null);

    private async Task<ModelProgress?> LookAsync(Task firstToken, CancellationToken cancellationToken)
    {
        if (_isLoaded)
        {
            return Reading();
        }

        // Not tied to the request's end by its own time limit: a server that cannot even say what it is at must not hold up a first token.
        using var hurry = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var look = ModelResidenceReader.ReadAsync(server, model, hurry.Token);
        if (await Task.WhenAny(look, firstToken) != look)
        {
            await hurry.CancelAsync();
            await ((Task)look).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return null;
        }

        switch (await look)
        {
            case ModelResidence.Loaded:
                _isLoaded = true;
                // A model that was there all along has been reading since it was asked.
                _readingSince = _said?.Phase == ModelPhase.Loading ? time.GetTimestamp() : _start;
                return Reading();
            case ModelResidence.Absent:
                return new ModelProgress(ModelPhase.Loading) { Left = Left(pace.Load(model), _start) };
            default:
                return _said ?? new ModelProgress(ModelPhase.Waiting);
        }
    }

    private ModelProgress Reading()
    {
        var (tokens, needed) = pace.Reading(model, characters);
        return new ModelProgress(ModelPhase.Reading) { Tokens = tokens, Left = Left(needed, _readingSince) };
    }

    /// <summary>Once the measured time is used up, nothing is known any more.</summary>
    private TimeSpan? Left(TimeSpan? needed, long since) =>
        needed - time.GetElapsedTime(since) is { Ticks: > 0 } left ? left : null;
}
