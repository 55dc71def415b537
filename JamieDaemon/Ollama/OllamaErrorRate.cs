namespace JamieDaemon.Ollama;

/// <summary>Which part of the requests of the last five minutes failed, by model; nothing asked is nothing failed.</summary>
internal sealed class OllamaErrorRate(TimeProvider time)
{
    private const int Slots = 30;

    /// <summary>Thirty of these are the five minutes.</summary>
    private static readonly TimeSpan Slot = TimeSpan.FromSeconds(10);

    private readonly long _start = time.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long Slot, int Requests, int Errors)[]> _models = [];

    /// <summary>The model is told of from now on.</summary>
    public void Add(string model)
    {
        lock (_lock) SlotsOf(model);
    }

    public void Count(string model, bool isError)
    {
        var now = Now();
        lock (_lock)
        {
            ref var slot = ref SlotsOf(model)[now % Slots];
            if (slot.Slot != now) slot = (now, 0, 0);
            slot.Requests++;
            slot.Errors += isError ? 1 : 0;
        }
    }

    public IReadOnlyList<(string Model, double Rate)> Read()
    {
        var now = Now();
        var rates = new List<(string, double)>();
        lock (_lock)
        {
            foreach (var (model, slots) in _models)
            {
                var (requests, errors) = (0, 0);
                foreach (var slot in slots)
                {
                    if (slot.Slot <= now - Slots) continue;
                    requests += slot.Requests;
                    errors += slot.Errors;
                }

                rates.Add((model, requests == 0 ? 0 : (double)errors / requests));
            }
        }

        return rates;
    }

    private (long Slot, int Requests, int Errors)[] SlotsOf(string model)
    {
        if (!_models.TryGetValue(model, out var slots)) _models[model] = slots = new (long, int, int)[Slots];
        return slots;
    }

    private long Now() => time.GetElapsedTime(_start).Ticks / Slot.Ticks;
}
