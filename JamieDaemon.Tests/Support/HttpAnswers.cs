using Microsoft.AspNetCore.Http;

namespace JamieDaemon.Tests.Support;

/// <summary>What a <see cref="ScriptedHttpServer"/> can say or do.</summary>
internal static class HttpAnswers
{
    public static readonly RequestDelegate Ok = Json("""{"ok":true}""");

    /// <summary>Drops the connection after it has read the whole request.</summary>
    public static readonly RequestDelegate Cut = context =>
    {
        context.Abort();
        return Task.CompletedTask;
    };

    /// <summary>Never answers.</summary>
    public static readonly RequestDelegate Hang = context =>
        Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);

    public static RequestDelegate Json(string json) => Text(StatusCodes.Status200OK, "application/json", json);

    public static RequestDelegate Error(string code) => Json($$"""{"ok":false,"error":"{{code}}"}""");

    public static RequestDelegate Status(int status) => Text(status, "text/html", "<html>");

    public static RequestDelegate RetryAfter(string value) => context =>
    {
        context.Response.Headers.RetryAfter = value;
        return Text(StatusCodes.Status429TooManyRequests, "application/json", """{"ok":false,"error":"ratelimited"}""")(context);
    };

    public static RequestDelegate Text(int status, string type, string body) => context =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        return context.Response.WriteAsync(body);
    };
}
