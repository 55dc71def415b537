using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace JamieDaemon.Sandbox.Slack.WebApi;

/// <summary>Writes Slack's envelope of a reply: ok or error, what a method adds, and the response_metadata.</summary>
internal static class ApiReply
{
    private static readonly JsonWriterOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    public static ReadOnlyMemory<byte> Write(
        ApiArguments arguments, ApiGrant grant, Func<ApiCall, ApiError?> invoke)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer, Compact);
        var call = new ApiCall(arguments, json, grant);
        if (arguments.Warning is { } warning)
            call.Warnings.Add(warning);
        json.WriteStartObject();
        json.WriteBoolean("ok", true);
        var error = invoke(call);
        if (error is not null)
        {
            buffer.ResetWrittenCount();
            json.Reset(buffer);
            WriteError(json, error, grant);
        }

        WriteMetadata(json, call, error?.Messages ?? []);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    public static ReadOnlyMemory<byte> Error(string code)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using var json = new Utf8JsonWriter(buffer, Compact);
        json.WriteStartObject();
        json.WriteBoolean("ok", false);
        json.WriteString("error", code);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteError(Utf8JsonWriter json, ApiError error, ApiGrant grant)
    {
        json.WriteStartObject();
        json.WriteBoolean("ok", false);
        json.WriteString("error", error.Code);
        if (error.Needed is not { } needed)
            return;
        json.WriteString("needed", needed);
        json.WriteString("provided", grant.Listed);
    }

    private static void WriteMetadata(Utf8JsonWriter json, ApiCall call, IReadOnlyList<string> messages)
    {
        if (call.Warnings.Count > 0)
            json.WriteString("warning", string.Join(',', call.Warnings));
        if (call.Warnings.Count == 0 && messages.Count == 0 && call.NextCursor is null)
            return;
        json.WriteStartObject("response_metadata");
        if (call.NextCursor is { } cursor)
            json.WriteString("next_cursor", cursor);
        WriteList(json, "warnings", call.Warnings);
        WriteList(json, "messages", messages);
        json.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        if (values.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
