using System.Text;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Observability.Otlp;

/// <summary>
/// What a receiver says of an export that it took. That it left out some of it is a success to HTTP, and to the SDK:
/// https://opentelemetry.io/docs/specs/otlp/#partial-success-1
/// </summary>
/// <param name="Rejected">How many spans, records or points it left out.</param>
/// <param name="Why">Its words.</param>
internal readonly record struct ExportAnswer(long Rejected, string Why)
{
    /// <summary>An answer has a number and a sentence.</summary>
    private const int MostBytes = 64 * 1024;

    private const int MostChars = 200;

    /// <summary>What comes before a message over gRPC: whether it is zipped, and its length.</summary>
    private const int GrpcHead = 5;

    /// <exception cref="NoReceiverException">The answer is none to OTLP.</exception>
    /// <exception cref="HttpRequestException">It broke off, or is without end.</exception>
    public static async Task<ExportAnswer> ReadAsync(HttpResponseMessage response, bool isGrpc, CancellationToken cancellationToken)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        var isOurs = isGrpc ? type?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true : type is "application/x-protobuf";
        if (!isOurs && (isGrpc || type is not null)) throw new NoReceiverException(type);
        // Kept in the response: the SDK may read it again.
        await response.Content.LoadIntoBufferAsync(MostBytes, cancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(cancellationToken);
        if (!isOurs && bytes.Length > 0) throw new NoReceiverException(type);
        return Parse(isGrpc ? bytes.AsSpan(Math.Min(GrpcHead, bytes.Length)) : bytes);
    }

    /// <summary>Reads ExportTraceServiceResponse and its two sisters: https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/collector/trace/v1/trace_service.proto</summary>
    internal static ExportAnswer Parse(ReadOnlySpan<byte> message)
    {
        Find(message, 1, out _, out var partial);
        Find(partial, 1, out var rejected, out _);
        Find(partial, 2, out _, out var why);
        var words = SecretRedactor.Redact(Encoding.UTF8.GetString(why)).TrimEnd('.');
        return new((long)rejected, words.Length > MostChars ? $"{words[..MostChars]}…" : words);
    }

    /// <summary>Finds a field of a message, as protobuf writes it: https://protobuf.dev/programming-guides/encoding/</summary>
    /// <param name="message">Has numbers, texts and messages; from anything else on it counts as not there.</param>
    /// <param name="field">Its number.</param>
    /// <param name="number">Its value, if it is a number.</param>
    /// <param name="bytes">Its value, if it is a text or another message.</param>
    private static void Find(ReadOnlySpan<byte> message, uint field, out ulong number, out ReadOnlySpan<byte> bytes)
    {
        number = 0;
        bytes = [];
        while (TryReadNumber(ref message, out var key))
        {
            var (value, length) = (0UL, 0UL);
            var isWhole = (key & 7) switch
            {
                0 => TryReadNumber(ref message, out value),
                2 => TryReadNumber(ref message, out length),
                _ => false,
            };
            if (!isWhole || length > (ulong)message.Length) return;
            if (key >> 3 == field)
            {
                number = value;
                bytes = message[..(int)length];
            }

            message = message[(int)length..];
        }
    }

    private static bool TryReadNumber(ref ReadOnlySpan<byte> message, out ulong number)
    {
        number = 0;
        for (var i = 0; i < Math.Min(message.Length, 10); i++)
        {
            number |= (ulong)(message[i] & 0x7f) << (7 * i);
            if (message[i] >= 0x80) continue;
            message = message[(i + 1)..];
            return true;
        }

        return false;
    }
}
