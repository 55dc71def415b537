using System.Collections;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace JamieDaemon.Observability.Prometheus;

/// <summary>
/// Collects one series' labels, by name: the same ones in another order are the same series. An empty value is no label at all; keys that become the same legal name are joined with <c>;</c>
/// in the order of the original keys, as OpenTelemetry's compatibility page asks.
/// </summary>
public sealed class PrometheusLabels
{
    private readonly List<(PrometheusLabel Label, string Key)> _read = [];
    private readonly List<PrometheusLabel> _labels = [];
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public void Clear() => _read.Clear();

    public void Add(string key, object? value)
    {
        if (Text(value) is { Length: > 0 } text)
        {
            _read.Add((new PrometheusLabel(NameOf(key), text), key));
        }
    }

    /// <summary>Valid until the next call; <paramref name="except"/> names a label that the format keeps for itself.</summary>
    public ReadOnlySpan<PrometheusLabel> Read(string? except)
    {
        _labels.Clear();
        foreach (var (label, _) in _read)
        {
            if (label.Name != except)
            {
                AddOrJoin(label);
            }
        }

        return CollectionsMarshal.AsSpan(_labels);
    }

    // From the end: the SDK has sorted most of them.
    private void AddOrJoin(PrometheusLabel label)
    {
        var place = _labels.Count;
        while (place > 0 && string.CompareOrdinal(_labels[place - 1].Name, label.Name) > 0)
        {
            place--;
        }

        if (place > 0 && _labels[place - 1].Name == label.Name)
        {
            _labels[place - 1] = Join(label.Name);
        }
        else
        {
            _labels.Insert(place, label);
        }
    }

    private PrometheusLabel Join(string name)
    {
        var same = _read.FindAll(one => one.Label.Name == name);
        same.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return new PrometheusLabel(name, string.Join(';', same.ConvertAll(static one => one.Label.Value)));
    }

    /// <summary>Keys are few and come back with every series, so what they become is remembered.</summary>
    private string NameOf(string key)
    {
        if (!_names.TryGetValue(key, out var name))
        {
            _names[key] = name = PrometheusNames.Label(key);
        }

        return name;
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
        // By way of bytes, where half a character has become a whole one: as text it would be refused.
        _ => $"\"{JsonEncodedText.Encode(Encoding.UTF8.GetBytes(Text(item) ?? ""), JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"",
    };
}
