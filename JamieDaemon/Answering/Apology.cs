using System.Net;

namespace JamieDaemon.Answering;

/// <summary>What the asker is told when there is no answer: what happened, what to do, and the id under which the operator finds it.</summary>
/// <remarks>Failures are told apart by the platform's own types, so that the core need not know which model serves it.</remarks>
public static class Apology
{
    public static string For(Exception failure, string questionId) => $"{Sentence(failure)} (answer {questionId})";

    /// <summary>For a question that a stopping process could not finish.</summary>
    public static string Stopping(string questionId) =>
        $"Sorry, I am being restarted and could not finish this. Please ask again in a minute. (answer {questionId})";

    /// <summary>For a question whose deadline came before its turn.</summary>
    public static string LateInLine(string questionId) =>
        $"Sorry, so many questions came before this one that its turn did not come in time, so I have given it up. If it still matters, please ask again. (answer {questionId})";

    /// <summary>For a question whose deadline came before the first word of its answer.</summary>
    public static string Late(string questionId) =>
        $"Sorry, the model did not begin its answer in time, so I have given it up. Please try again; a shorter question helps. (answer {questionId})";

    /// <summary>For an answer that was cut by its deadline: it stands below what was said.</summary>
    public static string LateHalfway(string questionId) =>
        $"The answer ends here because its time was up before the model had finished. Ask for the rest, or for a shorter answer. (answer {questionId})";

    /// <summary>For a model that ended its answer without a word.</summary>
    public static string Empty(string questionId) =>
        $"Sorry, the model had nothing to say to this. Asking in other words may help. (answer {questionId})";

    private static string Sentence(Exception failure) => failure switch
    {
        TimeoutException => "Sorry, the model took too long and I stopped waiting. Please try again; a shorter question helps.",
        HttpRequestException { StatusCode: HttpStatusCode.NotFound } =>
            "Sorry, the model I am set up to use is not installed on the model server. My operator must pull it; asking again will not help until then.",
        HttpRequestException { StatusCode: HttpStatusCode.ServiceUnavailable } => "Sorry, the model server is too busy right now. Please try again in a moment.",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } =>
            "Sorry, I cannot reach the model server right now. Please try again in a few minutes.",
        HttpRequestException { StatusCode: >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError } =>
            "Sorry, the model server refused this question. My operator can see the reason in my log.",
        _ => "Sorry, the model failed while working on this. Please try again.",
    };
}
