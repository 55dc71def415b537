using JamieDaemon.Sandbox.Slack.Files;
using JamieDaemon.Sandbox.Slack.ResponseUrls;
using JamieDaemon.Sandbox.Slack.SocketMode;
using JamieDaemon.Sandbox.Slack.WebApi;
using Microsoft.AspNetCore.Http;

namespace JamieDaemon.Sandbox.Slack;

/// <summary>Which endpoint serves which path of the loopback server.</summary>
internal sealed class WorkspaceRoutes(
    WebApiEndpoint webApi, SocketModeEndpoint socketMode, ResponseUrlEndpoint responseUrls, FileEndpoint files, Action<string>? received)
{
    public async Task HandleAsync(HttpContext context)
    {
        if (received is not null) await ShowAsync(context.Request, received);
        await RouteAsync(context);
    }

    private static async Task ShowAsync(HttpRequest request, Action<string> received)
    {
        request.EnableBuffering();
        using var reader = new StreamReader(request.Body, leaveOpen: true);
        var body = await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
        request.Body.Position = 0;
        received($"{request.Path}{request.QueryString}\n{string.Join('\n', request.Headers.Select(header => $"{header.Key}: {header.Value}"))}\n\n{body}");
    }

    private Task RouteAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (path.StartsWith("/api/", StringComparison.Ordinal))
            return webApi.HandleAsync(context, path[5..]);
        if (path is "/link/")
            return socketMode.HandleAsync(context);
        if (path.StartsWith("/response/", StringComparison.Ordinal) && HttpMethods.IsPost(context.Request.Method))
            return responseUrls.HandleAsync(context, path[10..]);
        if (path.StartsWith("/files-pri/", StringComparison.Ordinal))
            return files.HandleAsync(context, path[11..]);
        if (path is "/signin")
            return FileEndpoint.SignInAsync(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
