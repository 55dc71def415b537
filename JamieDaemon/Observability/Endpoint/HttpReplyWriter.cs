using System.Globalization;
using System.Net;

namespace JamieDaemon.Observability.Endpoint;

/// <summary>
/// Puts an <see cref="HttpReply"/> on the wire, always with its length, and without a body when only the head was asked for.
/// </summary>
public static class HttpReplyWriter
{
    public static async Task WriteAsync(
        HttpListenerResponse response, HttpReply reply, bool head, CancellationToken cancellationToken)
    {
        response.StatusCode = reply.Status;
        response.ContentType = reply.ContentType;
        response.ContentLength64 = reply.Body.Length;
        // HttpListener would name the runtime and its version.
        response.Headers["Server"] = "Jamie";
        foreach (var (name, value) in reply.Headers)
        {
            response.Headers[name] = value;
        }

        // HttpListener writes to the wire whatever it is given, even after a HEAD, and the next answer would begin in the middle
        // of it.
        if (!head)
        {
            await response.OutputStream.WriteAsync(reply.Body, cancellationToken);
        }

        response.Close();
    }

    /// <summary>For <c>X-Response-Time</c>.</summary>
    public static string Seconds(TimeSpan elapsed) => elapsed.TotalSeconds.ToString("0.000000", CultureInfo.InvariantCulture);

    /// <summary>The caller's id when it is safe to send back, or else a new one.</summary>
    public static string RequestId(string? fromCaller, TimeProvider time)
    {
        var usable = fromCaller is { Length: > 0 and <= 128 };
        foreach (var c in fromCaller ?? "")
        {
            usable &= char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.';
        }

        return usable ? fromCaller! : Guid.CreateVersion7(time.GetUtcNow()).ToString("D", CultureInfo.InvariantCulture);
    }
}
