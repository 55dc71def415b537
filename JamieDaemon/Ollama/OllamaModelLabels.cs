using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace JamieDaemon.Ollama;

/// <summary>
/// The values of the metrics' label <c>model</c>: the configured one, the first few others that have answered, and "other" for all the rest.
/// A name somebody made up never answers, so it never becomes a series.
/// </summary>
internal sealed class OllamaModelLabels(string configured)
{
    public const string Other = "other";
    public const int Most = 16;

    private readonly ConcurrentDictionary<string, string> _labels = new(StringComparer.OrdinalIgnoreCase)
    {
        [OllamaModelName.Full(configured)] = configured,
    };

    /// <param name="model">The model asked for; null = the configured one.</param>
    public string Of(string? model) =>
        model is null ? configured : _labels.GetValueOrDefault(OllamaModelName.Full(model), Other);

    /// <summary>It has answered, so it exists.</summary>
    /// <returns>Whether it has become a label of its own just now.</returns>
    public bool TryAdd(string? model, [NotNullWhen(true)] out string? label)
    {
        label = model?.ToLowerInvariant();
        return label is not null && _labels.Count < Most && _labels.TryAdd(OllamaModelName.Full(label), label);
    }
}
