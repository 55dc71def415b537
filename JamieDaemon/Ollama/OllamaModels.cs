using System.Collections.Concurrent;

namespace JamieDaemon.Ollama;

/// <summary>The models on the server and what each can do. Read from any thread; learned by the watch alone.</summary>
public sealed class OllamaModels(OllamaServerClient server)
{
    private const int MostModels = 100;

    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _capabilities = new(StringComparer.OrdinalIgnoreCase);
    private volatile IReadOnlyList<string> _chatting = [];
    private volatile HashSet<string>? _names;

    /// <summary>Called when the server has other models than before.</summary>
    internal Action Changed { get; set; } = static () => { };

    /// <summary>Those that can chat, and those of which the server does not say what they can do.</summary>
    public IReadOnlyList<string> Chatting => _chatting;

    /// <summary>Whether the server has the model; <see langword="null"/> while nobody has looked.</summary>
    /// <param name="fullName">See <see cref="OllamaModelName.Full"/>.</param>
    internal bool? Has(string fullName) => _names?.Contains(fullName);

    /// <summary>Whether the model can do this, in Ollama's words (<c>vision</c>, <c>tools</c> …); not, as long as nothing is known of it.</summary>
    public bool Can(string model, string capability) =>
        _capabilities.TryGetValue(OllamaModelName.Full(model), out var known) && known.Contains(capability);

    /// <summary>Whether the model may think before it answers; one that nothing is known of may.</summary>
    public bool MayThink(string model) =>
        !_capabilities.TryGetValue(OllamaModelName.Full(model), out var known) || known.Count == 0 || known.Contains("thinking");

    /// <summary>Asks about the models that are new since the last time.</summary>
    internal async Task LearnAsync(IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        foreach (var gone in _capabilities.Keys.Except(names.Select(OllamaModelName.Full), StringComparer.OrdinalIgnoreCase))
        {
            _capabilities.TryRemove(gone, out _);
        }

        foreach (var name in names.Take(MostModels).Where(name => !_capabilities.ContainsKey(OllamaModelName.Full(name))))
        {
            try
            {
                _capabilities[OllamaModelName.Full(name)] = (await server.GetModelDetailsAsync(name, cancellationToken)).Capabilities ?? [];
            }
            catch (OllamaException)
            {
                // A broken model must not hide the others; it is asked again at the next look.
            }
            catch (OllamaTimeoutException)
            {
                break;
            }
        }

        _chatting = [.. names.Where(MayChat)];
        var known = _names;
        _names = names.Select(OllamaModelName.Full).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (known?.SetEquals(_names) != true) Changed();
    }

    private bool MayChat(string name) =>
        !_capabilities.TryGetValue(OllamaModelName.Full(name), out var known) || known.Count == 0 || known.Contains("completion");
}
