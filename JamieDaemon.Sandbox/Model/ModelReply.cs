using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace JamieDaemon.Sandbox.Model;

/// <summary>Reads requests and writes replies the way Ollama's web framework does.</summary>
internal static class ModelReply
{
    /// <summary>As Go writes JSON: quotes and apostrophes stand as they are.</summary>
    public static readonly JsonWriterOptions GoStyle = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The body; null after a 400 went out in Ollama's words.</summary>
    public static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            if (context.Request.ContentLength != 0
                && await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted) is { } body)
            {
                return body;
            }

            await ErrorAsync(context, 400, "missing request body");
        }
        catch (JsonException e)
        {
            await ErrorAsync(context, 400, e.Message);
        }

        return null;
    }

    public static Task ErrorAsync(HttpContext context, int status, string error) =>
        JsonAsync(context, new ModelError(error), ModelJsonContext.Default.ModelError, status);

    public static Task NotFoundAsync(HttpContext context, string? model) =>
        ErrorAsync(context, 404, $"model '{model}' not found");

    public static async Task JsonAsync<T>(HttpContext context, T body, JsonTypeInfo<T> type, int status = 200)
    {
        var bytes = new ArrayBufferWriter<byte>();
        await using (var json = new Utf8JsonWriter(bytes, GoStyle))
        {
            JsonSerializer.Serialize(json, body, type);
        }

        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = bytes.WrittenCount;
        await context.Response.Body.WriteAsync(bytes.WrittenMemory, context.RequestAborted);
    }

    public static async Task TextAsync(HttpContext context, int status, string text, string type = "text/plain")
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        context.Response.StatusCode = status;
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
        {
            await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }
}
