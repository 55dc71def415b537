namespace JamieDaemon.Observability.Prometheus;

/// <summary>
/// Remembers which series of a family are on the page. Prometheus keeps the first of two equal ones in silence; we keep it too,
/// but count.
/// </summary>
public sealed class SeriesSet
{
    private readonly HashSet<(int Start, int Length)> _seen;

    public SeriesSet(PrometheusTextWriter writer) => _seen = new(new WrittenBytes(writer));

    public void Clear() => _seen.Clear();

    /// <summary>Answers false when the same bytes were added before.</summary>
    public bool Add(int start, int length) => _seen.Add((start, length));

    private sealed class WrittenBytes(PrometheusTextWriter writer) : IEqualityComparer<(int Start, int Length)>
    {
        public bool Equals((int Start, int Length) x, (int Start, int Length) y) => Bytes(x).SequenceEqual(Bytes(y));

        public int GetHashCode((int Start, int Length) obj)
        {
            var hash = default(HashCode);
            hash.AddBytes(Bytes(obj));
            return hash.ToHashCode();
        }

        private ReadOnlySpan<byte> Bytes((int Start, int Length) range) => writer.Written.Slice(range.Start, range.Length);
    }
}
