using System.Globalization;
using System.Text;

namespace JamieDaemon.Observability.Prometheus;

/// <summary>
/// Writes families and samples into memory, as Prometheus text 0.0.4 or as OpenMetrics 1.0.0. It knows the two grammars and
/// nothing of OpenTelemetry. https://prometheus.io/docs/instrumenting/exposition_formats/ and
/// https://prometheus.io/docs/specs/om/open_metrics_spec/
/// </summary>
public sealed class PrometheusTextWriter
{
    /// <summary>A page beyond this size is a bug in somebody's labels, not a scrape.</summary>
    public const int MaximumBytes = 32 * 1024 * 1024;

    private byte[] _buffer = new byte[16 * 1024];

    public bool OpenMetrics { get; private set; }

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    /// <summary>Begins a page, in the memory of the one before.</summary>
    public void Begin(bool openMetrics) => (OpenMetrics, Length) = (openMetrics, 0);

    public void RollBackTo(int length) => Length = length;

    public void WriteFamily(PrometheusFamily family)
    {
        // OpenMetrics names the family without the sample's suffix; the text format names the sample.
        var name = OpenMetrics ? family.Name : family.SampleName;
        WriteRaw("# TYPE ");
        WriteRaw(name);
        WriteRaw(family.Kind switch
        {
            PrometheusKind.Counter => " counter\n",
            PrometheusKind.Histogram => " histogram\n",
            PrometheusKind.Info when OpenMetrics => " info\n",
            _ => " gauge\n",
        });
        if (OpenMetrics && family.Unit.Length > 0)
        {
            WriteComment("# UNIT ", name, family.Unit);
        }

        if (family.Help.Length > 0)
        {
            WriteComment("# HELP ", name, family.Help);
        }
    }

    /// <summary>Writes one line; <paramref name="le"/> is a bucket's bound, or null outside buckets.</summary>
    /// <returns>Where the series ends and its value begins.</returns>
    public int WriteSample(
        string name, string suffix, ReadOnlySpan<PrometheusLabel> labels, string? le, double value, PrometheusExemplar? exemplar = null)
    {
        WriteRaw(name);
        WriteRaw(suffix);
        if (labels.Length > 0 || le is not null)
        {
            var separator = "{";
            foreach (var label in labels)
            {
                WriteLabel(separator, label.Name, label.Value);
                separator = ",";
            }

            if (le is not null)
            {
                WriteLabel(separator, "le", le);
            }

            WriteRaw("}");
        }

        var end = Length;
        WriteRaw(" ");
        WriteNumber(value);
        // In the text format one of them costs the whole scrape.
        if (OpenMetrics && exemplar is { } seen)
        {
            WriteExemplar(seen);
        }

        WriteRaw("\n");
        return end;
    }

    public void WriteEnd()
    {
        if (OpenMetrics)
        {
            WriteRaw("# EOF\n");
        }
    }

    private void WriteExemplar(in PrometheusExemplar exemplar)
    {
        WriteRaw(" # {");
        WriteLabel("", "trace_id", exemplar.Trace.ToHexString());
        WriteLabel(",", "span_id", exemplar.Span.ToHexString());
        WriteRaw("} ");
        WriteNumber(exemplar.Value);
        WriteRaw(" ");
        WriteNumber(exemplar.At.ToUnixTimeMilliseconds() / 1e3);
    }

    private void WriteComment(string keyword, string name, string text)
    {
        WriteRaw(keyword);
        WriteRaw(name);
        WriteRaw(" ");
        WriteEscaped(text, quotes: OpenMetrics);
        WriteRaw("\n");
    }

    private void WriteLabel(string separator, string name, string value)
    {
        WriteRaw(separator);
        WriteRaw(name);
        WriteRaw("=\"");
        WriteEscaped(value, quotes: true);
        WriteRaw("\"");
    }

    private void WriteEscaped(string text, bool quotes)
    {
        var rest = text.AsSpan();
        while (rest.IndexOfAny('\\', '\n', '"') is var at and >= 0)
        {
            WriteRaw(rest[..at]);
            WriteRaw(rest[at] switch
            {
                '\n' => "\\n",
                '"' when !quotes => "\"",
                '"' => "\\\"",
                _ => "\\\\",
            });
            rest = rest[(at + 1)..];
        }

        WriteRaw(rest);
    }

    private void WriteNumber(double value)
    {
        if (!double.IsFinite(value))
        {
            WriteRaw(PrometheusNumbers.Value(value));
            return;
        }

        Reserve(32);
        value.TryFormat(_buffer.AsSpan(Length), out var written, "R", CultureInfo.InvariantCulture);
        Length += written;
    }

    // UTF8's replacement fallback turns a lone surrogate into U+FFFD: one bad byte would fail the whole scrape.
    private void WriteRaw(ReadOnlySpan<char> text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        Length += Encoding.UTF8.GetBytes(text, _buffer.AsSpan(Length));
    }

    private void Reserve(int bytes)
    {
        if (Length + bytes <= _buffer.Length)
        {
            return;
        }

        if (Length + bytes > MaximumBytes)
        {
            throw new InvalidOperationException($"The metrics page would exceed {MaximumBytes / 1024 / 1024} MiB.");
        }

        Array.Resize(ref _buffer, Math.Min(MaximumBytes, Math.Max(_buffer.Length * 2, Length + bytes)));
    }
}
