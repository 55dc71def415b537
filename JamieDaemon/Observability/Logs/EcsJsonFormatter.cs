using System.Buffers;
using System.Text;
using System.Text.Json;
using Serilog.Events;
using Serilog.Formatting;

namespace JamieDaemon.Observability.Logs;

/// <summary>
/// Writes a log event as one line of JSON in the Elastic Common Schema 9 (https://www.elastic.co/docs/reference/ecs), at most
/// <see cref="MaximumLineBytes"/> long: beyond 16 KiB container runtimes split a line. It never throws and writes whole lines
/// only, because a formatter that fails half-way leaves its half in the sink's buffer, in front of the next event.
/// </summary>
public sealed class EcsJsonFormatter(ServiceIdentity service) : ITextFormatter
{
    public const int MaximumLineBytes = 16 * 1024;

    private static readonly JsonWriterOptions JsonFormat = new() { Encoder = JsonText.Encoder, SkipValidation = true };

    private readonly EcsRecordWriter _records = new(service);
    private Buffers? _spare = new();

    public void Format(LogEvent logEvent, TextWriter output)
    {
        // Sinks call from any thread, and rarely two at once: one spare set of buffers serves nearly all.
        var buffers = Interlocked.Exchange(ref _spare, null) ?? new Buffers();
        output.Write(buffers.Line(logEvent, _records));
        _spare = buffers;
    }

    private sealed class Buffers
    {
        private readonly ArrayBufferWriter<byte> _bytes = new(1024);
        private char[] _line = new char[1024];

        public ReadOnlySpan<char> Line(LogEvent logEvent, EcsRecordWriter records)
        {
            _bytes.ResetWrittenCount();
            using var json = new Utf8JsonWriter(_bytes, JsonFormat);
            try
            {
                records.Write(json, logEvent);
            }
            catch (Exception exception) // from a property's own ToString, or from a format that does not fit its value
            {
                _bytes.ResetWrittenCount();
                json.Reset();
                records.WriteFailed(json, logEvent, exception);
            }

            json.Flush();
            _bytes.Write("\n"u8);
            if (_line.Length < _bytes.WrittenCount)
            {
                _line = new char[_bytes.WrittenCount * 2];
            }

            return _line.AsSpan(0, Encoding.UTF8.GetChars(_bytes.WrittenSpan, _line));
        }
    }
}
