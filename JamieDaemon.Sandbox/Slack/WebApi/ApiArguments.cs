using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>The arguments of a call, whichever of Slack's ways they came in.</summary>
internal sealed class ApiArguments : IDisposable
{
    private readonly JsonDocument? _json;
    private readonly Func<string, string?> _field;

    private ApiArguments(JsonDocument? json, Func<string, string?> field)
    {
        _json = json;
        _field = field;
    }

    /// <summary>Why the body could not be read.</summary>
    public string? Error { get; private init; }

    public string? Warning { get; private init; }

    public static async Task<ApiArguments> ReadAsync(HttpRequest request, bool readsJson, CancellationToken cancellationToken)
    {
        var query = new ApiArguments(null, name => request.Query[name]);
        if (HttpMethods.IsGet(request.Method))
            return query;
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            return new ApiArguments(null, query._field) { Warning = request.ContentLength > 0 ? "missing_post_type" : null };
        return type.MediaType.Value switch
        {
            "application/json" when readsJson => await ReadJsonAsync(request, type.Charset.HasValue, cancellationToken),
            "application/json" or "text/plain" => query,
            "application/x-www-form-urlencoded" or "multipart/form-data" =>
                await ReadFormAsync(request, type.Charset.HasValue, cancellationToken),
            _ => new ApiArguments(null, query._field) { Error = "invalid_post_type" },
        };
    }

    public string? Text(string name)
    {
        if (_json is null)
            return _field(name);
        if (!_json.RootElement.TryGetProperty(name, out var value))
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Null => null,
            _ => value.GetRawText(),
        };
    }

    /// <summary>An object or array, which forms carry as a string of JSON; the undefined element when it is not JSON.</summary>
    public JsonElement? Json(string name)
    {
        if (_json is not null && _json.RootElement.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.String)
            return value.ValueKind == JsonValueKind.Null ? null : value.Clone();
        if (Text(name) is not { Length: > 0 } text)
            return null;
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return parsed.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default(JsonElement);
        }
    }

    public void Dispose() => _json?.Dispose();

    private static async Task<ApiArguments> ReadJsonAsync(
        HttpRequest request, bool hasCharset, CancellationToken cancellationToken)
    {
        var warning = hasCharset ? null : "missing_charset";
        try
        {
            var json = await JsonDocument.ParseAsync(request.Body, default, cancellationToken);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return new ApiArguments(json, _ => null) { Warning = warning };
            json.Dispose();
            return new ApiArguments(null, _ => null) { Error = "json_not_object", Warning = warning };
        }
        catch (JsonException)
        {
            // An empty body is a call without arguments, as HttpClient sends auth.test.
            var error = request.ContentLength > 0 ? "invalid_json" : null;
            return new ApiArguments(null, _ => null) { Error = error, Warning = warning };
        }
    }

    private static async Task<ApiArguments> ReadFormAsync(
        HttpRequest request, bool hasCharset, CancellationToken cancellationToken)
    {
        try
        {
            var form = await request.ReadFormAsync(cancellationToken);
            return new ApiArguments(null, name => form[name]) { Warning = hasCharset ? "superfluous_charset" : null };
        }
        catch (InvalidDataException)
        {
            return new ApiArguments(null, _ => null) { Error = "invalid_form_data" };
        }
    }
}
