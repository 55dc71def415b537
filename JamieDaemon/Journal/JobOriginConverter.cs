using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Journal;

/// <summary>A job's origin as the request's id and, where there is a trace, its <c>traceparent</c>: <c>"4f2c… 00-0af7…-01"</c>.</summary>
/// <seealso href="https://www.w3.org/TR/trace-context/#traceparent-header"/>
internal sealed class JobOriginConverter : JsonConverter<JobOrigin>
{
    public override JobOrigin Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.GetString() is not { Length: > 0 } text) return default;
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0) return new JobOrigin(text);
        return ActivityContext.TryParse(text[(space + 1)..], traceState: null, isRemote: true, out var trace)
            ? new JobOrigin(space > 0 ? text[..space] : null, trace)
            : new JobOrigin(text[..space]);
    }

    public override void Write(Utf8JsonWriter writer, JobOrigin value, JsonSerializerOptions options) => writer.WriteStringValue(
        value.Trace == default ? value.RequestId ?? "" : $"{value.RequestId} 00-{value.Trace.TraceId}-{value.Trace.SpanId}-{(int)value.Trace.TraceFlags:x2}");
}
