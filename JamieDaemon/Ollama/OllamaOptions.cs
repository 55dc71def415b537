using System.ComponentModel.DataAnnotations;

namespace JamieDaemon.Ollama;

/// <summary>Settings of the model edge: section <c>Ollama</c>.</summary>
public sealed class OllamaOptions
{
    /// <summary>The section these settings are bound from.</summary>
    public const string Section = "Ollama";

    /// <summary>
    /// Where Ollama listens; every form of <c>OLLAMA_HOST</c> is understood (see <see cref="OllamaUrl"/>). Several servers stand with commas between them:
    /// each question goes to the one that has the fewest.
    /// </summary>
    [Required]
    public string Url { get; set; } = "http://127.0.0.1:11434";

    /// <summary>The model that answers, <c>name[:tag]</c>.</summary>
    [Required]
    public string Model { get; set; } = "bruno-sre";

    /// <summary>Context window in tokens. One value for every request: Ollama reloads the model whenever it changes.</summary>
    [Range(512, 1_048_576)]
    public int NumCtx { get; set; } = 8192;

    /// <summary>The longest answer in tokens (<c>num_predict</c>), taken out of <see cref="NumCtx"/>.</summary>
    [Range(1, 131_072)]
    public int MaxTokens { get; set; } = 1024;

    /// <summary>Sampling temperature; unset = the model's own.</summary>
    [Range(0d, 2d)]
    public double? Temperature { get; set; }

    /// <summary>
    /// How long the model stays loaded after a request: a Go duration ("5m", "-1m" = for ever) or whole seconds.
    /// </summary>
    [Required]
    [RegularExpression(
        "^[+-]?([0-9]+|(([0-9]+(\\.[0-9]*)?|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h))+)$",
        ErrorMessage = "Ollama:KeepAlive must be a Go duration such as \"5m\" or \"1h30m\", "
            + "or whole seconds such as \"300\" or \"-1\".")]
    public string KeepAlive { get; set; } = "5m";

    /// <summary>The longest silence before the first token: queueing, a cold load (minutes) and reading the prompt.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan FirstByteTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest silence between two tokens.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan IdleTimeout { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Answers that each server generates at once; keep it at or below the server's <c>OLLAMA_NUM_PARALLEL</c> (1 unless set there).
    /// </summary>
    [Range(1, 1024)]
    public int Parallel { get; set; } = 1;

    /// <summary>Whether a thinking model may think before it answers. Thoughts spend <see cref="MaxTokens"/> too.</summary>
    public bool Think { get; set; }

    /// <summary>
    /// Secret: the whole <c>Authorization</c> header that a proxy in front of Ollama wants, e.g. <c>Bearer …</c>; each server gets it.
    /// </summary>
    public string? Authorization { get; set; }

    /// <summary>How often to look whether Ollama answers and has the model.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan WatchInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether spans carry what the model was asked and what it answered, for everybody to read who can read the traces
    /// (<c>OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT</c>).
    /// </summary>
    public bool CaptureContent { get; set; }
}
