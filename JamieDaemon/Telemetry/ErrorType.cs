using System.Net;

namespace JamieDaemon.Telemetry;

/// <summary>What went wrong, in the closed words of the labels <c>error_type</c>.</summary>
public static class ErrorType
{
    public const string Timeout = "timeout";
    public const string Connection = "connection";
    public const string Http4xx = "http_4xx";
    public const string Http5xx = "http_5xx";
    public const string ModelNotFound = "model_not_found";
    public const string InvalidResponse = "invalid_response";
    public const string Cancelled = "cancelled";
    public const string SlackApi = "slack_api";
    public const string Unknown = "unknown";

    /// <summary>What kept the model from answering, told by the platform's own types: no feature needs to know another's.</summary>
    public static string Of(Exception failure) => failure switch
    {
        OperationCanceledException => Cancelled,
        TimeoutException => Timeout,
        HttpRequestException { StatusCode: HttpStatusCode.NotFound } => ModelNotFound,
        HttpRequestException { StatusCode: >= HttpStatusCode.InternalServerError } => Http5xx,
        HttpRequestException { StatusCode: >= HttpStatusCode.BadRequest } => Http4xx,
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => InvalidResponse,
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } => Connection,
        _ => Unknown,
    };
}
