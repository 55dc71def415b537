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

    private readonly Utf8Text _page = new(16 * 1024);

    /// <summary>The labels of the series at hand: a histogram writes them twenty times.</summary>
    private readonly Utf8Text _labels = new(256);

    private readonly Utf8Text _bucket = new(256);

    public bool OpenMetrics { get; private set; }

    public int Length => _page.Length;

    public ReadOnlySpan<byte> Written => _page.Written;

    /// <summary>Begins a page, in the memory of the one before.</summary>
    public void Begin(bool openMetrics)
    {
        OpenMetrics = openMetrics;
        RollBackTo(0);
    }

    public void RollBackTo(int length) => _page.RollBackTo(length);

    public void WriteFamily(PrometheusFamily family)
    {
        // OpenMetrics names the family without the sample's suffix; the text format names the sample.
        var name = OpenMetrics ? family.Name : family.SampleName;
        _page.Append("# TYPE "u8);
        _page.Append(name);
        _page.Append(family.Kind switch
        {
            PrometheusKind.Counter => " counter\n"u8,
            PrometheusKind.Histogram => " histogram\n"u8,
            PrometheusKind.Info when OpenMetrics => " info\n"u8,
            _ => " gauge\n"u8,
        });
        if (OpenMetrics && family.Unit.Length > 0)
        {
            WriteComment("# UNIT "u8, name, family.Unit);
        }

        if (family.Help.Length > 0)
        {
            WriteComment("# HELP "u8, name, family.Help);
        }
    }

    /// <summary>Begins a series: the samples that follow have these labels.</summary>
    public void BeginSeries(ReadOnlySpan<PrometheusLabel> labels)
    {
        _labels.RollBackTo(0);
        foreach (var label in labels)
        {
            if (_labels.Length > 0) _labels.Append(","u8);
            WriteLabel(_labels, label.Name, label.Value);
        }
    }

    /// <summary>Begins the buckets of the series, whose lines differ in the bound only.</summary>
    public void BeginBuckets(string name)
    {
        _bucket.RollBackTo(0);
        _bucket.Append(name);
        _bucket.Append("_bucket{"u8);
        _bucket.Append(_labels.Written);
        _bucket.Append(_labels.Length > 0 ? ",le=\""u8 : "le=\""u8);
    }

    /// <inheritdoc cref="WriteSample(string, string, double, in PrometheusExemplar?)"/>
    public int WriteBucket(ReadOnlySpan<byte> bound, double value, in PrometheusExemplar? exemplar = null)
    {
        _page.Append(_bucket.Written);
        _page.Append(bound);
        _page.Append("\"}"u8);
        return WriteValue(value, exemplar);
    }

    /// <summary>Writes one line of the series.</summary>
    /// <returns>Where the series ends and its value begins.</returns>
    public int WriteSample(string name, string suffix, double value, in PrometheusExemplar? exemplar = null)
    {
        _page.Append(name);
        _page.Append(suffix);
        if (_labels.Length > 0)
        {
            _page.Append("{"u8);
            _page.Append(_labels.Written);
            _page.Append("}"u8);
        }

        return WriteValue(value, exemplar);
    }

    /// <summary>Writes a series of one sample.</summary>
    public void WriteSample(string name, ReadOnlySpan<PrometheusLabel> labels, double value)
    {
        BeginSeries(labels);
        WriteSample(name, "", value);
    }

    public void WriteEnd()
    {
        if (OpenMetrics)
        {
            _page.Append("# EOF\n"u8);
        }
    }

    private int WriteValue(double value, in PrometheusExemplar? exemplar)
    {
        var end = Length;
        _page.Append(" "u8);
        _page.AppendNumber(value);
        // In the text format one of them costs the whole scrape.
        if (OpenMetrics && exemplar is { } seen)
        {
            WriteExemplar(seen);
        }

        _page.Append("\n"u8);
        return end;
    }

    private static void WriteLabel(Utf8Text text, string name, string value)
    {
        text.Append(name);
        text.Append("=\""u8);
        text.AppendEscaped(value, quotes: true);
        text.Append("\""u8);
    }

    private void WriteExemplar(in PrometheusExemplar exemplar)
    {
        _page.Append(" # {"u8);
        WriteLabel(_page, "trace_id", exemplar.Trace.ToHexString());
        _page.Append(","u8);
        WriteLabel(_page, "span_id", exemplar.Span.ToHexString());
        _page.Append("} "u8);
        _page.AppendNumber(exemplar.Value);
        _page.Append(" "u8);
        _page.AppendNumber(exemplar.At.ToUnixTimeMilliseconds() / 1e3);
    }

    private void WriteComment(ReadOnlySpan<byte> keyword, string name, string text)
    {
        _page.Append(keyword);
        _page.Append(name);
        _page.Append(" "u8);
        _page.AppendEscaped(text, quotes: OpenMetrics);
        _page.Append("\n"u8);
    }
}
