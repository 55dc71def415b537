using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace JamieDaemon.Ollama;

/// <summary>
/// Reads one JSON value a line, however the bytes arrive; blank lines are skipped and the last line needs no newline.
/// </summary>
internal sealed class NdjsonReader<T>(Stream stream, JsonTypeInfo<T> type) : IAsyncDisposable
    where T : class
{
    /// <summary>The longest line Ollama's own client takes: 8 MB.</summary>
    public const int MaxLineBytes = 8 * 1024 * 1024;

    private const int QuotedBytes = 500;

    private readonly PipeReader _pipe = PipeReader.Create(stream);
    private long _scanned;
    private bool _anyRead;

    /// <summary>The next value; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">A line is not JSON, or too long.</exception>
    public async ValueTask<T?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var result = await _pipe.ReadAsync(cancellationToken);
            var buffer = result.Buffer;
            while (TryTakeLine(ref buffer, result.IsCompleted, out var line))
            {
                if (IsBlank(line))
                {
                    continue;
                }

                var value = Parse(line);
                _anyRead = true;
                _pipe.AdvanceTo(buffer.Start);
                return value;
            }

            _pipe.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
            {
                return null;
            }
        }
    }

    public ValueTask DisposeAsync() => _pipe.CompleteAsync();

    private bool TryTakeLine(ref ReadOnlySequence<byte> buffer, bool isEnd, out ReadOnlySequence<byte> line)
    {
        // What was searched before is not searched again, or a long line in small pieces would cost its length squared.
        var newline = buffer.Slice(_scanned).PositionOf((byte)'\n');
        line = newline is { } end ? buffer.Slice(0, end) : buffer;
        if (line.Length > MaxLineBytes)
        {
            throw new InvalidDataException($"a line is longer than {MaxLineBytes} bytes.");
        }

        if (newline is null && !isEnd)
        {
            _scanned = buffer.Length;
            return false;
        }

        _scanned = 0;
        buffer = newline is { } at ? buffer.Slice(buffer.GetPosition(1, at)) : buffer.Slice(buffer.End);
        return newline is not null || !line.IsEmpty;
    }

    private T Parse(in ReadOnlySequence<byte> line)
    {
        try
        {
            var json = IsText(line) ? new Utf8JsonReader(line) : new Utf8JsonReader(Mended(line));
            var value = JsonSerializer.Deserialize(ref json, type);
            // Fails when anything follows the value.
            json.Read();
            return value ?? throw new InvalidDataException("a line is null.");
        }
        catch (JsonException e)
        {
            // Only a first line is quoted, which is a stranger's page; a later one may hold a piece of an answer.
            throw new InvalidDataException(
                _anyRead ? $"a line of {line.Length} bytes is not JSON." : $"it says “{Head(line)}”.", e);
        }
    }

    /// <summary>The parser does not look; whoever reads a string later would stumble. Where characters may lie across two segments nobody can say without mending.</summary>
    private static bool IsText(in ReadOnlySequence<byte> line) => line.IsSingleSegment && Utf8.IsValid(line.FirstSpan);

    /// <summary>With U+FFFD in the place of what is no character.</summary>
    private static byte[] Mended(in ReadOnlySequence<byte> line) => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(line));

    private static string Head(in ReadOnlySequence<byte> line) =>
        Encoding.UTF8.GetString(line.Slice(0, Math.Min(line.Length, QuotedBytes))).Trim();

    private static bool IsBlank(in ReadOnlySequence<byte> line)
    {
        foreach (var segment in line)
        {
            if (segment.Span.ContainsAnyExcept(" \t\r"u8))
            {
                return false;
            }
        }

        return true;
    }
}
