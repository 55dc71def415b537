using System.Text;
using FsCheck.Fluent;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Tests.Support;

/// <summary>Label values of all kinds: any UTF-16, halves of characters included.</summary>
internal static class OddTexts
{
    /// <summary>Less than the series that one metric may have.</summary>
    private const int PerMetric = 40;

    private static readonly string[] Known =
        ["\"", "\\", "\\n", "a\nb", "}", "# EOF", "a\r\nb", "\r", "\uD83D\uDE00", "\uD800", "\uDC00x", "\u2028", "\u0085", "a\tb", "\0", "\u0001", "\uFEFF", " ", ",", "a=\"b\"", "\\\\\""];

    public static IReadOnlyList<string> Some(int count)
    {
        var anything = Gen.Choose(0, char.MaxValue).Select(code => (char)code).ArrayOf().Select(chars => new string(chars));
        // By what arrives: two halves of different characters become the same.
        return [.. Known.Concat(anything.Sample(count)).Where(text => text.Length > 0).DistinctBy(AsWritten)];
    }

    /// <summary>Half a character has no UTF-8; it is written as U+FFFD.</summary>
    public static string AsWritten(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>Counts each of them once, under the label <c>odd</c> of the metrics <c>odd_texts_0_total</c> and so on.</summary>
    public static void Count(JamieMeter meter, IReadOnlyList<string> texts)
    {
        for (var i = 0; i < texts.Count; i += PerMetric)
        {
            var counter = meter.Counter($"odd.texts.{i / PerMetric}", "", "Label values of all kinds.");
            foreach (var text in texts.Skip(i).Take(PerMetric)) counter.Add(1, new KeyValuePair<string, object?>("odd", text));
        }
    }
}
