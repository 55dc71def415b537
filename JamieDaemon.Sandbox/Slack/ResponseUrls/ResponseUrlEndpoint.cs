using System.Text.Json;
using JamieDaemon.Sandbox.Slack.WebApi;
using Microsoft.AspNetCore.Http;

namespace JamieDaemon.Sandbox.Slack.ResponseUrls;

/// <summary>Serves <c>POST /response/{id}</c>: no token, the URL is the secret.</summary>
internal sealed class ResponseUrlEndpoint(ResponseUrlDesk desk)
{
    public async Task HandleAsync(HttpContext context, string id)
    {
        var error = await PostAsync(context, id);
        context.Response.StatusCode = error?.Code switch
        {
            null => StatusCodes.Status200OK,
            "expired_url" or "used_url" => StatusCodes.Status404NotFound,
            _ => StatusCodes.Status400BadRequest,
        };
        if (error is null)
            await context.Response.WriteAsync("ok", context.RequestAborted);
        else
            await context.Response.WriteAsync($$"""{"ok":false,"error":"{{error.Code}}"}""", context.RequestAborted);
    }

    private async Task<ApiError?> PostAsync(HttpContext context, string id)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
            return body.RootElement.ValueKind == JsonValueKind.Object ? desk.Post(id, body.RootElement) : "invalid_payload";
        }
        catch (JsonException)
        {
            return "invalid_payload";
        }
    }
}
