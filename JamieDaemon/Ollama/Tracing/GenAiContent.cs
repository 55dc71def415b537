using System.Buffers;
using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Ollama.Tracing;

/// <summary>What people and the model said, as JSON on the span: only where the operator has asked for it, and without credentials even then.</summary>
/// <seealso href="https://opentelemetry.io/docs/specs/semconv/gen-ai/gen-ai-events/"/>
internal static class GenAiContent
{
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Ask(Activity span, IReadOnlyCollection<ChatMessage> prompt, string? instructions)
    {
        span.SetTag("gen_ai.input.messages", Json(json =>
        {
            foreach (var message in prompt)
            {
                if (message.Role != ChatRole.System) WriteMessage(json, message.Role.Value, message.Text, finishReason: null);
            }
        }));
        span.SetTag("gen_ai.system_instructions", Json(json =>
        {
            if (instructions is not null) WriteText(json, instructions);
            foreach (var message in prompt)
            {
                if (message.Role == ChatRole.System) WriteText(json, message.Text);
            }
        }));
    }

    public static void Answered(Activity span, string text, string? finishReason) =>
        span.SetTag("gen_ai.output.messages", Json(json => WriteMessage(json, "assistant", text, finishReason)));

    private static string Json(Action<Utf8JsonWriter> write)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, Format))
        {
            json.WriteStartArray();
            write(json);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void WriteMessage(Utf8JsonWriter json, string role, string text, string? finishReason)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteStartArray("parts");
        WriteText(json, text);
        json.WriteEndArray();
        if (finishReason is not null) json.WriteString("finish_reason", finishReason);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string text)
    {
        json.WriteStartObject();
        json.WriteString("type", "text");
        json.WriteString("content", SecretRedactor.Redact(text));
        json.WriteEndObject();
    }
}
