using System.Net;
using System.Text;

namespace JamieDaemon.Slack.WebApi;

/// <summary>Tells a file from what Slack sends in its place.</summary>
internal static class FileAnswerReader
{
    // Where the page of somebody else's file ends and Slack's own begins: words of the sign-in page, and of the page for old browsers.
    private static readonly string[] SignInWords =
        ["signin_form", "data-qa=\"signin", "slack.com/signin", "/sso/saml", "?redir=", "browser is not supported"];

    /// <summary>Null when the file follows.</summary>
    public static FileProblem? ProblemOf(HttpStatusCode status) => status switch
    {
        >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => null,
        // Without files:read Slack leads to its sign-in page. No redirect is followed: the token would go along.
        >= HttpStatusCode.MultipleChoices and < HttpStatusCode.BadRequest => FileProblem.Forbidden,
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => FileProblem.Forbidden,
        HttpStatusCode.NotFound or HttpStatusCode.Gone => FileProblem.Gone,
        _ => FileProblem.Failed,
    };

    /// <summary>Whether a successful answer is the sign-in page, which is what a token without the scope may get as well.</summary>
    /// <param name="mediaType">What the answer says it is.</param>
    /// <param name="start">How it begins.</param>
    /// <param name="mayBeHtml">Whether the file itself may be a page.</param>
    public static bool IsSignInPage(string? mediaType, ReadOnlySpan<byte> start, bool mayBeHtml)
    {
        if (mediaType is "text/html" or "application/xhtml+xml" && !mayBeHtml)
            return true;
        var page = Encoding.Latin1.GetString(start);
        return BeginsAsPage(page) && SignInWords.Any(word => page.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private static bool BeginsAsPage(string text)
    {
        var start = text.AsSpan().TrimStart("\u00ef\u00bb\u00bf").TrimStart();
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }
}
