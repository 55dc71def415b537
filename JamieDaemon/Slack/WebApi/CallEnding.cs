using System.Net;

namespace JamieDaemon.Slack.WebApi;

/// <summary>How one HTTP request to Slack ended, from the caller's side.</summary>
internal enum CallEnding
{
    /// <summary>Done.</summary>
    Accepted,

    /// <summary>Not done: too many calls; wait, then repeat.</summary>
    RateLimited,

    /// <summary>Not done, and a repetition would fail alike.</summary>
    Refused,

    /// <summary>Not done for a passing reason: a repetition does no harm.</summary>
    NotDone,

    /// <summary>Perhaps done: a repetition may do it twice.</summary>
    Unknown,
}

/// <summary>Reads how a request ended from its answer.</summary>
internal static class CallEndingReader
{
    /// <param name="status">The HTTP status.</param>
    /// <param name="response">What the body said; null when it was not Slack's JSON.</param>
    public static CallEnding Read(HttpStatusCode status, SlackResponse? response) => (status, response) switch
    {
        (HttpStatusCode.TooManyRequests, _) => CallEnding.RateLimited,
        ( >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout, _) => CallEnding.Unknown,
        ( >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices, { Ok: true }) => CallEnding.Accepted,
        // The empty page of a response_url that is gone, or a redirect.
        (_, { Ok: true }) => CallEnding.NotDone,
        (_, { Error: { } error }) => ReadError(error),
        (_, not null) => CallEnding.Refused,
        // A page in HTML: behind a success it may be anyone's; otherwise a proxy or a wrong address refused the request.
        ( >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices, null) => CallEnding.Unknown,
        _ => CallEnding.NotDone,
    };

    // Of internal_error and fatal_error Slack says "it's possible some aspect of the operation succeeded".
    private static CallEnding ReadError(string error) => error switch
    {
        _ when SlackErrors.IsRateLimit(error) => CallEnding.RateLimited,
        "internal_error" or "fatal_error" or "service_unavailable" => CallEnding.Unknown,
        _ when SlackErrors.KindOf(error) == SlackErrorKind.Passing => CallEnding.NotDone,
        _ => CallEnding.Refused,
    };
}
