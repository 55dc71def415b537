using Microsoft.Extensions.AI;

namespace JamieDaemon.Ollama.Progress;

/// <summary>
/// What was measured of one server so far, and what follows from it: how long a model loads, a prompt is read. It says nothing while
/// nothing was measured.
/// </summary>
public sealed class OllamaPace
{
    /// <summary>A channel or a person may choose a model; nobody has more of them than this in use.</summary>
    private const int MostModels = 64;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LearnedRates> _models = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How long the model takes to load; null while unknown.</summary>
    public TimeSpan? Load(string model)
    {
        lock (_lock)
        {
            return Find(model)?.Load;
        }
    }

    /// <summary>Tokens of a prompt and the time to read them, each null while unknown.</summary>
    public (int? Tokens, TimeSpan? Time) Reading(string model, int characters)
    {
        lock (_lock)
        {
            var rates = Find(model);
            var tokens = rates?.Tokens(characters);
            return (tokens, rates?.Reading(tokens));
        }
    }

    /// <summary>The model was loaded and did nothing else.</summary>
    public void Loaded(string model, TimeSpan time)
    {
        lock (_lock)
        {
            FindOrAdd(model)?.Loaded(time);
        }
    }

    /// <summary>What the end of an answer tells in Ollama's own figures.</summary>
    public void Learn(string model, int promptCharacters, UsageDetails usage)
    {
        lock (_lock)
        {
            if (FindOrAdd(model) is not { } rates)
            {
                return;
            }

            rates.Loaded(Duration(usage, "load_duration"));
            rates.Read(promptCharacters, usage.InputTokenCount ?? 0, Duration(usage, "prompt_eval_duration"));
        }
    }

    private static TimeSpan Duration(UsageDetails usage, string name) =>
        usage.AdditionalCounts is { } counts && counts.TryGetValue(name, out var nanoseconds)
            ? TimeSpan.FromMicroseconds(nanoseconds / 1000d)
            : TimeSpan.Zero;

    private LearnedRates? Find(string model) => _models.GetValueOrDefault(OllamaModelName.Full(model));

    private LearnedRates? FindOrAdd(string model)
    {
        var name = OllamaModelName.Full(model);
        if (!_models.TryGetValue(name, out var rates) && _models.Count < MostModels)
        {
            _models[name] = rates = new LearnedRates();
        }

        return rates;
    }
}
