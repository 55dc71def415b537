namespace JamieDaemon.Ollama.Progress;

/// <summary>What one model's answers have shown about its speed. Not thread-safe by itself.</summary>
internal sealed class LearnedRates
{
    /// <summary>
    /// No tokenizer puts more into one token on average; where it looks like more, the rest of the prompt was in the server's cache
    /// and not counted.
    /// </summary>
    private const double MostCharactersPerToken = 8;

    /// <summary>What takes less is a prompt that was nearly all in the cache, or too small to measure by.</summary>
    private static readonly TimeSpan ShortestReading = TimeSpan.FromMilliseconds(100);

    /// <summary>A model in memory "loads" in milliseconds.</summary>
    private static readonly TimeSpan ShortestLoad = TimeSpan.FromSeconds(1);

    private double? _tokensPerSecond;
    private double? _charactersPerToken;
    private double? _loadSeconds;

    /// <summary>How long a load takes; null while none was seen.</summary>
    public TimeSpan? Load => _loadSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    public int? Tokens(int characters) => _charactersPerToken is { } each ? Math.Max(1, (int)(characters / each)) : null;

    public TimeSpan? Reading(int? tokens) => tokens / _tokensPerSecond is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    public void Loaded(TimeSpan took)
    {
        if (took >= ShortestLoad)
        {
            _loadSeconds = Mix(_loadSeconds, took.TotalSeconds, 0.5);
        }
    }

    /// <summary>
    /// A prompt was read. What the server's cache held of it is missing from the count in some versions and only from the duration in
    /// others, so a cache makes a model look fast and prompts look short, never the other way: slow figures are believed at once,
    /// fast ones little by little.
    /// </summary>
    public void Read(int characters, long tokens, TimeSpan took)
    {
        if (tokens <= 0)
        {
            return;
        }

        if (took >= ShortestReading)
        {
            var rate = tokens / took.TotalSeconds;
            _tokensPerSecond = Mix(_tokensPerSecond, rate, rate < _tokensPerSecond ? 0.5 : 0.1);
        }

        var each = (double)characters / tokens;
        if (each is > 0 and <= MostCharactersPerToken)
        {
            _charactersPerToken = Mix(_charactersPerToken, each, each < _charactersPerToken ? 0.5 : 0.1);
        }
    }

    private static double Mix(double? mean, double next, double weight) => mean is { } old ? old + (weight * (next - old)) : next;
}
