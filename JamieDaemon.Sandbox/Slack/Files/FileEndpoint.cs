using System.Text;
using Microsoft.AspNetCore.Http;

namespace JamieDaemon.Sandbox.Slack.Files;

/// <summary>
/// Serves <c>/files-pri/{team}-{file}/{name}</c> to who brings the bot's token and its <c>files:read</c>. Everybody else is sent to
/// a page to sign in, as Slack does, and so is a client that believes it has the file.
/// </summary>
internal sealed class FileEndpoint(SlackWorkspaceOptions options, SlackFiles files)
{
    /// <summary>The name by which <see cref="SlackFaults.Next"/> means these URLs.</summary>
    public const string FaultName = "files-pri";

    private const string SignInPage =
        "<!DOCTYPE html><html><head><title>Sandbox | Slack</title></head><body><h1>Sign in to sandbox</h1></body></html>";

    public async Task HandleAsync(HttpContext context, string path)
    {
        var fault = options.Faults.TakeAnswer(FaultName);
        if (fault is { Delay: var delay } && delay > TimeSpan.Zero)
            await Task.Delay(delay, options.Time, context.RequestAborted);
        if (fault is { Cut: true })
            context.Abort();
        else if (fault is { IsReal: false })
            await SendTextAsync(context, fault.Status, "text/plain", fault.Body ?? "upstream connect error or disconnect");
        else if (!MayRead(context.Request))
            context.Response.Redirect($"/signin?redir={Uri.EscapeDataString("/files-pri/" + path)}");
        else
            await SendAsync(context, Find(path));
    }

    public static Task SignInAsync(HttpContext context) =>
        SendTextAsync(context, StatusCodes.Status200OK, "text/html; charset=utf-8", SignInPage);

    private bool MayRead(HttpRequest request) =>
        request.Headers.Authorization == $"Bearer {options.BotToken}" && options.BotScopes.Contains("files:read");

    private SlackFile? Find(string path)
    {
        var owner = path.Split('/')[0];
        return owner.Split('-') is [_, var id] ? files.Find(id) : null;
    }

    private async Task SendAsync(HttpContext context, SlackFile? file)
    {
        if (file is null or { IsDeleted: true })
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        files.CountDownload(file.Id);
        context.Response.ContentType = file.Upload.Mimetype;
        context.Response.ContentLength = file.Upload.Content.Length;
        await context.Response.BodyWriter.WriteAsync(file.Upload.Content, context.RequestAborted);
    }

    private static Task SendTextAsync(HttpContext context, int status, string contentType, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(text, Encoding.UTF8, context.RequestAborted);
    }
}
