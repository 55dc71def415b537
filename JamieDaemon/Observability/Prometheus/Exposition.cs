using System.IO.Compression;

namespace JamieDaemon.Observability.Prometheus;

/// <summary>One page of metrics. It never changes once published, so any number of requests may be writing it out.</summary>
public sealed class Exposition(byte[] plain)
{
    private readonly Lazy<byte[]> _gzip = new(() => Compress(plain));

    public ReadOnlyMemory<byte> Plain => plain;

    public ReadOnlyMemory<byte> Gzip => _gzip.Value;

    // Fastest: 86 KB become 11 KB in 53 µs; Optimal saves 4 KB more and takes eight times as long.
    private static byte[] Compress(byte[] plain)
    {
        using var compressed = new MemoryStream(plain.Length / 4);
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
        {
            gzip.Write(plain);
        }

        return compressed.ToArray();
    }
}
