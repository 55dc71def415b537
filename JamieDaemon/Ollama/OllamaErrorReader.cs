using System.Net;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace JamieDaemon.Ollama;

/// <summary>Turns what came instead of an answer into the exception that says what to do.</summary>
internal static class OllamaErrorReader
{
    private const int MaxText = 500;

    /// <summary>A response whose status is not 2xx; <paramref name="model"/> is the one asked for.</summary>
    public static OllamaException FromResponse(HttpStatusCode status, string body, string model, Uri server)
    {
        var (text, isOllama) = Sentence(body);
        return (int)status switch
        {
            404 when isOllama => new OllamaModelNotFoundException(model, server) { ServerText = text },
            404 => new OllamaProtocolException(server, $"it answers 404 {Quote(text)}.") { ServerText = text },
            429 or 503 => new OllamaBusyException(server, status) { ServerText = text },
            >= 500 when IsBusy(text) => new OllamaBusyException(server, status) { ServerText = text },
            >= 500 => new OllamaServerException(
                $"Ollama at {server} failed with {(int)status} {Quote(text)}. Its own log tells more.", status)
            { ServerText = text },
            >= 400 => new OllamaRequestException(
                $"Ollama at {server} refused the request with {(int)status} {Quote(text)}.{Advice(status, text)}", status)
            { ServerText = text },
            _ => new OllamaProtocolException(server, $"it answers {(int)status}.") { ServerText = text },
        };
    }

    /// <summary>An <c>{"error":…}</c> line in mid-answer.</summary>
    public static OllamaException FromLine(JsonElement error, Uri server)
    {
        var text = Cut(TextOf(error));
        return new OllamaServerException($"Ollama at {server} failed in mid-answer {Quote(text)}. Ask again.")
        {
            ServerText = text,
        };
    }

    /// <summary>A request for which no response came at all.</summary>
    public static OllamaException FromFailure(HttpRequestException failure, Uri server) => failure.HttpRequestError switch
    {
        HttpRequestError.ResponseEnded => new OllamaIncompleteException(server, failure),
        HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded =>
            new OllamaProtocolException(server, "it does not speak HTTP.", failure),
        // A connection that breaks while the request is under way reports no kind, only a socket's or a stream's exception.
        HttpRequestError.Unknown when failure.InnerException is IOException => new OllamaIncompleteException(server, failure),
        var error => new OllamaUnreachableException(server, $"{failure.Message.TrimEnd('.')}.", error, failure),
    };

    private static bool IsBusy(string text) =>
        text.Contains("server busy", StringComparison.OrdinalIgnoreCase)
        || text.Contains("llm busy", StringComparison.OrdinalIgnoreCase);

    private static string Advice(HttpStatusCode status, string text) => status switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.ProxyAuthenticationRequired => " Set Ollama:Authorization.",
        HttpStatusCode.Forbidden =>
            " Start the server with OLLAMA_HOST=0.0.0.0: bound to loopback, it refuses foreign host names.",
        _ when text.Contains("context length", StringComparison.OrdinalIgnoreCase) =>
            " Raise Ollama:NumCtx, or ask with less context.",
        _ when text.Contains("does not support thinking", StringComparison.Ordinal) => " Set Ollama:Think to false.",
        _ => "",
    };

    private static (string Text, bool IsOllama) Sentence(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("error", out var error))
            {
                return (Cut(TextOf(error)), true);
            }
        }
        catch (JsonException)
        {
            // A proxy's page, most likely: shown as it is.
        }

        return (Cut(body), false);
    }

    private static string TextOf(JsonElement error)
    {
        try
        {
            return error.ValueKind == JsonValueKind.String ? error.GetString()! : error.GetRawText();
        }
        catch (InvalidOperationException)
        {
            // It holds bytes that are no character, which the parser lets pass: shown as they can be.
            return Encoding.UTF8.GetString(JsonMarshal.GetRawUtf8Value(error));
        }
    }

    private static string Quote(string text) => text.Length == 0 ? "and no explanation" : $"(“{text}”)";

    private static string Cut(string text) => text.Length <= MaxText ? text.Trim() : text[..MaxText].Trim() + "…";
}
