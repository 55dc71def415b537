using System.Net;

namespace JamieDaemon.Ollama;

/// <summary>
/// Ollama gave no answer. The message says what to do; <see cref="HttpRequestException.StatusCode"/> and
/// <see cref="HttpRequestException.HttpRequestError"/> let callers who do not know this folder tell the kinds apart.
/// </summary>
public abstract class OllamaException(
    string message,
    HttpRequestError error = HttpRequestError.Unknown,
    HttpStatusCode? status = null,
    Exception? inner = null)
    : HttpRequestException(error, message, inner, status)
{
    /// <summary>Whether the same request may well succeed a little later.</summary>
    public abstract bool IsTransient { get; }

    /// <summary>The server's own sentence, when it said one; never more than 500 characters.</summary>
    public string? ServerText { get; init; }
}

/// <summary>The model is not on the server (404). Fatal until somebody pulls it.</summary>
public sealed class OllamaModelNotFoundException(string model, Uri server)
    : OllamaException(
        $"Ollama at {server} has no model '{model}'. Run `ollama pull {model}` there, or name one it has wherever this one is named: in Ollama:Model, or as the model of a channel.",
        status: HttpStatusCode.NotFound)
{
    public override bool IsTransient => false;

    public string Model { get; } = model;
}

/// <summary>The server's queue is full (503). Passing.</summary>
public sealed class OllamaBusyException(Uri server, HttpStatusCode status)
    : OllamaException(
        $"Ollama at {server} has too many requests waiting ({(int)status}). "
        + "Try again in a moment; if it stays so, lower Ollama:Parallel.",
        status: status)
{
    public override bool IsTransient => true;
}

/// <summary>The server refuses this request (any other 4xx), and would refuse it again.</summary>
public sealed class OllamaRequestException(string message, HttpStatusCode status) : OllamaException(message, status: status)
{
    public override bool IsTransient => false;
}

/// <summary>The server or its model failed (5xx, or an error line in mid-answer). Passing: the model is started anew.</summary>
public sealed class OllamaServerException(string message, HttpStatusCode? status = null)
    : OllamaException(message, status: status)
{
    public override bool IsTransient => true;
}

/// <summary>Nobody answers at the address. Passing.</summary>
public sealed class OllamaUnreachableException(Uri server, string reason, HttpRequestError error, Exception inner)
    : OllamaException(
        $"Ollama at {server} cannot be reached: {reason} Start it with `ollama serve`, or set Ollama:Url.", error, inner: inner)
{
    public override bool IsTransient => true;
}

/// <summary>Each server that may have the model has failed so often of late that it is sent no questions. Passing: they are probed all the time.</summary>
public sealed class OllamaCircuitOpenException(int servers)
    : OllamaException(
        (servers == 1 ? "The Ollama server keeps failing" : "Every Ollama server that may have the model keeps failing")
        + ": no question is sent there until a probe has passed. The events ollama.unreachable and ollama.circuit_opened tell why.",
        HttpRequestError.ConnectionError)
{
    public override bool IsTransient => true;
}

/// <summary>The connection ended before the answer did. Passing; what was shown so far is a torso.</summary>
public sealed class OllamaIncompleteException(Uri server, Exception? inner = null)
    : OllamaException(
        $"Ollama at {server} stopped in mid-answer without saying why. Ask again; its own log may tell more.",
        HttpRequestError.ResponseEnded,
        inner: inner)
{
    public override bool IsTransient => true;
}

/// <summary>
/// What answers does not speak Ollama's protocol. Fatal until the address is put right. It carries no status code: a 404
/// of something that is not Ollama says nothing about a model.
/// </summary>
public sealed class OllamaProtocolException(Uri server, string problem, Exception? inner = null)
    : OllamaException(
        $"What answers at {server} is not Ollama: {problem} Check Ollama:Url.", HttpRequestError.InvalidResponse, inner: inner)
{
    public override bool IsTransient => false;
}

/// <summary>Why a finished answer holds nothing to show.</summary>
public enum OllamaEmptyReason
{
    /// <summary>The model said nothing at all.</summary>
    Silence,

    /// <summary>The model was only loaded or unloaded: the request held no usable message.</summary>
    OnlyLoaded,

    /// <summary>All tokens went into thinking.</summary>
    OnlyThoughts,

    /// <summary>The prompt filled the window and left no room.</summary>
    WindowFull,
}

/// <summary>
/// The answer ended in good order but empty. Only <see cref="OllamaEmptyReason.Silence"/> is worth a second try.
/// </summary>
public sealed class OllamaEmptyAnswerException(string model, OllamaEmptyReason reason)
    : OllamaException($"Model '{model}' gave an empty answer: {Advice(reason)}", HttpRequestError.InvalidResponse)
{
    public override bool IsTransient => Reason == OllamaEmptyReason.Silence;

    public OllamaEmptyReason Reason { get; } = reason;

    private static string Advice(OllamaEmptyReason reason) => reason switch
    {
        OllamaEmptyReason.OnlyLoaded => "it was loaded but got no message to answer.",
        OllamaEmptyReason.OnlyThoughts =>
            "it spent all its tokens on thinking. Raise Ollama:MaxTokens, or set Ollama:Think to false.",
        OllamaEmptyReason.WindowFull => "the prompt left no room for it. Raise Ollama:NumCtx, or ask with less context.",
        _ => "it had nothing to say. Ask again.",
    };
}

/// <summary>Ollama kept silent for too long. Passing; the request was cancelled by closing its connection.</summary>
public sealed class OllamaTimeoutException(Uri server, string setting, TimeSpan limit, Exception? inner = null)
    : TimeoutException($"Ollama at {server} was silent for {limit.TotalSeconds:0.###} s, the limit set by {setting}.", inner)
{
    public bool IsTransient { get; } = true;

    /// <summary>The setting that holds the limit, such as <c>Ollama:IdleTimeout</c>.</summary>
    public string Setting { get; } = setting;
}
