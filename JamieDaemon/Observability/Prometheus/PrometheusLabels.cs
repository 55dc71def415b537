using System.Collections;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace JamieDaemon.Observability.Prometheus;

/// <summary>
/// Collects one series' labels. An empty value is no label at all; keys that become the same legal name are joined with <c>;</c>
/// in the order of the original keys, as OpenTelemetry's compatibility page asks.
/// </summary>
public sealed class PrometheusLabels
{
    private readonly List<(PrometheusLabel Label, string Key)> _read = [];
    private readonly List<PrometheusLabel> _labels = [];

    public void Clear() => _read.Clear();

    public void Add(string key, object? value)
    {
        if (Text(value) is { Length: > 0 } text)
        {
            _read.Add((new PrometheusLabel(PrometheusNames.Label(key), text), key));
        }
    }

    /// <summary>Valid until the next call; <paramref name="except"/> names a label that the format keeps for itself.</summary>
    public ReadOnlySpan<PrometheusLabel> Read(string? except)
    {
        _labels.Clear();
        foreach (var (label, _) in _read)
        {
            if (label.Name != except && !_labels.Exists(seen => seen.Name == label.Name))
            {
                _labels.Add(_read.FindAll(other => other.Label.Name == label.Name) is { Count: > 1 } same ? Join(same) : label);
            }
        }

        return CollectionsMarshal.AsSpan(_labels);
    }

    private static PrometheusLabel Join(List<(PrometheusLabel Label, string Key)> same)
    {
        same.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        return new PrometheusLabel(same[0].Label.Name, string.Join(';', same.ConvertAll(one => one.Label.Value)));
    }

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        double number => PrometheusNumbers.Value(number),
        float number => PrometheusNumbers.Value(number),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable items => "[" + string.Join(',', items.Cast<object?>().Select(Json)) + "]",
        _ => value.ToString(),
    };

    private static string Json(object? item) => item switch
    {
        null => "null",
        bool or byte or short or int or long => Text(item)!,
        double number when double.IsFinite(number) => Text(number)!,
        _ => $"\"{JsonEncodedText.Encode(Text(item) ?? "", JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"",
    };
}
