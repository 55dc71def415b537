using System.Globalization;
using System.Text;

namespace JamieDaemon.Observability.Prometheus;

/// <summary>Text that grows as UTF-8, in memory that is used again.</summary>
internal sealed class Utf8Text(int capacity)
{
    /// <summary>Below it every whole number is exact, and has the same digits in both formats.</summary>
    private const double LargestWhole = 1e15;

    private byte[] _bytes = new byte[capacity];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void RollBackTo(int length) => Length = length;

    // UTF8's replacement fallback turns a lone surrogate into U+FFFD: one bad byte would fail the whole scrape.
    public void Append(ReadOnlySpan<char> text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        Length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Length));
    }

    public void Append(ReadOnlySpan<byte> text)
    {
        Reserve(text.Length);
        text.CopyTo(_bytes.AsSpan(Length));
        Length += text.Length;
    }

    public void AppendNumber(double value)
    {
        if (!double.IsFinite(value))
        {
            Append(PrometheusNumbers.Value(value));
            return;
        }

        Reserve(32);
        var rest = _bytes.AsSpan(Length);
        // Most are counts, and whole numbers are written eight times as fast.
        _ = double.IsInteger(value) && Math.Abs(value) < LargestWhole
            ? ((long)value).TryFormat(rest, out var written, default, CultureInfo.InvariantCulture)
            : value.TryFormat(rest, out written, "R", CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>Within quotes a quote is escaped too.</summary>
    public void AppendEscaped(string text, bool quotes)
    {
        var rest = text.AsSpan();
        while (rest.IndexOfAny('\\', '\n', '"') is var at and >= 0)
        {
            Append(rest[..at]);
            Append(rest[at] switch
            {
                '\n' => "\\n"u8,
                '"' when !quotes => "\""u8,
                '"' => "\\\""u8,
                _ => @"\\"u8,
            });
            rest = rest[(at + 1)..];
        }

        Append(rest);
    }

    private void Reserve(int bytes)
    {
        if (Length + bytes > _bytes.Length) Grow(bytes);
    }

    // By itself, so that the question whether there is room is inlined: it is asked 10,000 times a page.
    private void Grow(int bytes)
    {
        const int Most = PrometheusTextWriter.MaximumBytes;
        if (Length + bytes > Most) throw new InvalidOperationException($"The metrics page would exceed {Most / 1024 / 1024} MiB.");
        Array.Resize(ref _bytes, Math.Min(Most, Math.Max(_bytes.Length * 2, Length + bytes)));
    }
}
