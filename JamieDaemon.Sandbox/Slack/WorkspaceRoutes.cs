using JamieDaemon.Sandbox.Slack.Files;
using JamieDaemon.Sandbox.Slack.ResponseUrls;
using JamieDaemon.Sandbox.Slack.SocketMode;
using JamieDaemon.Sandbox.Slack.WebApi;
using Microsoft.AspNetCore.Http;

namespace JamieDaemon.Sandbox.Slack;

/// <summary>Which endpoint serves which path of the loopback server.</summary>
internal sealed class WorkspaceRoutes(
    WebApiEndpoint webApi, SocketModeEndpoint socketMode, ResponseUrlEndpoint responseUrls, FileEndpoint files)
{
    public Task HandleAsync(HttpContext context)
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
