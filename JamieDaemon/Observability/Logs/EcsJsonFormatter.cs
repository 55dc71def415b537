using System.Buffers;
using System.Text.Json;
using Serilog.Events;

namespace JamieDaemon.Observability.Logs;

/// <summary>
/// Writes a log event as one line of JSON in the Elastic Common Schema 9 (https://www.elastic.co/docs/reference/ecs), at most
/// <see cref="MaximumLineBytes"/> long: beyond 16 KiB container runtimes split a line. Whatever an event holds, it becomes a
/// line.
/// </summary>
public sealed class EcsJsonFormatter(ServiceIdentity service)
{
    public const int MaximumLineBytes = 16 * 1024;

    private static readonly JsonWriterOptions JsonFormat = new() { Encoder = JsonText.Encoder, SkipValidation = true };

    private readonly EcsRecordWriter _records = new(service);
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);

    /// <summary>The line in UTF-8 with its line break. It is valid until the next call, and only one may run at a time.</summary>
    public ReadOnlySpan<byte> Line(LogEvent logEvent)
    {
        _bytes.ResetWrittenCount();
        using var json = new Utf8JsonWriter(_bytes, JsonFormat);
        try
        {
            _records.Write(json, logEvent);
        }
        catch (Exception exception) // from a property's own ToString, or from a format that does not fit its value
        {
            json.Reset();
            _bytes.ResetWrittenCount();
            _records.WriteFailed(json, logEvent, exception);
        }

        json.Flush();
        _bytes.Write("\n"u8);
        return _bytes.WrittenSpan;
    }
}
