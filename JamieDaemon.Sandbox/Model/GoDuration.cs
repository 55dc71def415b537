using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace JamieDaemon.Sandbox.Model;

/// <summary>
/// Reads <c>keep_alive</c> as Ollama does: a JSON number is seconds, a string a Go duration; negative means for ever.
/// </summary>
internal static partial class GoDuration
{
    private static readonly TimeSpan Default = TimeSpan.FromMinutes(5);

    /// <summary>The duration, or Go's own words for why it is none.</summary>
    public static (TimeSpan Value, string? Error) Read(JsonElement? json) => json switch
    {
        null or { ValueKind: JsonValueKind.Null } => (Default, null),
        { ValueKind: JsonValueKind.Number } number => (Clamp(number.GetDouble()), null),
        { ValueKind: JsonValueKind.String } text => Parse(text.GetString()!),
        { } other => (default, $"Unsupported type: '{other.ValueKind}'"),
    };

    private static (TimeSpan Value, string? Error) Parse(string text)
    {
        if (text is "0" or "-0" or "+0")
        {
            return (TimeSpan.Zero, null);
        }

        if (Bare().IsMatch(text))
        {
            return (default, $"time: missing unit in duration \"{text}\"");
        }

        if (Whole().Match(text) is not { Success: true } match)
        {
            return (default, $"time: invalid duration \"{text}\"");
        }

        var seconds = 0d;
        for (var i = 0; i < match.Groups["number"].Captures.Count; i++)
        {
            var number = double.Parse(match.Groups["number"].Captures[i].ValueSpan, CultureInfo.InvariantCulture);
            seconds += number * Seconds(match.Groups["unit"].Captures[i].Value);
        }

        return (Clamp(text[0] == '-' ? -seconds : seconds), null);
    }

    private static double Seconds(string unit) => unit switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 1e-3,
        "ns" => 1e-9,
        _ => 1e-6,
    };

    private static TimeSpan Clamp(double seconds) =>
        seconds < 0 || seconds > TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromDays(3650) : TimeSpan.FromSeconds(seconds);

    [GeneratedRegex(@"^[+-]?[0-9.]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bare();

    [GeneratedRegex(
        @"^[+-]?(?:(?<number>[0-9]+\.?[0-9]*|\.[0-9]+)(?<unit>ns|us|µs|μs|ms|s|m|h))+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Whole();
}
