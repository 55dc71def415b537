using System.Net;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Ollama;

/// <summary>How a request ended, in the closed words of the metrics' labels.</summary>
/// <param name="Status">One of <see cref="Statuses"/>.</param>
/// <param name="ErrorType">One of <see cref="ErrorTypes"/>; null when nothing went wrong.</param>
public readonly record struct OllamaOutcome(string Status, string? ErrorType = null)
{
    public static readonly OllamaOutcome Success = new("success");

    /// <summary>The caller gave up or stopped reading. Not an error.</summary>
    public static readonly OllamaOutcome Cancelled = new("cancelled");

    /// <summary>No server was sent the question.</summary>
    public static readonly OllamaOutcome CircuitOpen = new("rejected", "circuit_open");

    public static IReadOnlyList<string> Statuses { get; } = ["success", "error", "timeout", "cancelled", "empty", "rejected"];

    public static IReadOnlyList<string> ErrorTypes { get; } =
        ["timeout", "connection", "http_4xx", "http_5xx", "model_not_found", "invalid_response", "circuit_open", "unknown"];

    /// <summary>In the words for all servers that are not ours.</summary>
    public ExternalStatus AsExternal() => (Status, ErrorType) switch
    {
        ("cancelled", _) => ExternalStatus.Cancelled,
        (_, null) => ExternalStatus.Success,
        _ => ExternalStatus.Error,
    };

    public static OllamaOutcome Of(Exception failure) => failure switch
    {
        OperationCanceledException => Cancelled,
        TimeoutException => new("timeout", "timeout"),
        OllamaEmptyAnswerException => new("empty", "invalid_response"),
        OllamaProtocolException => new("error", "invalid_response"),
        OllamaModelNotFoundException => new("error", "model_not_found"),
        OllamaBusyException => new("rejected", "http_5xx"),
        OllamaRequestException => new("error", "http_4xx"),
        OllamaServerException => new("error", "http_5xx"),
        HttpRequestException { StatusCode: >= HttpStatusCode.InternalServerError } => new("error", "http_5xx"),
        HttpRequestException { StatusCode: >= HttpStatusCode.BadRequest } => new("error", "http_4xx"),
        HttpRequestException => new("error", "connection"),
        _ => new("error", "unknown"),
    };
}
