using System.Globalization;

namespace JamieDaemon.Observability.Logs;

/// <summary>
/// The name of a log file: its hour, by UTC, and its number within that hour, e.g. <c>jamie-2030010203_001.json</c>. They are
/// ordered as they were written.
/// </summary>
public readonly record struct LogFileName(string Hour, int Number)
{
    public const string Pattern = Prefix + "*" + Extension;

    private const string Prefix = "jamie-";
    private const string Extension = ".json";
    private const int HourLength = 10;

    public LogFileName Next => this with { Number = Number + 1 };

    public static string HourOf(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyyMMddHH", CultureInfo.InvariantCulture);

    /// <summary>What a path is the name of, or null: somebody may keep a copy beside.</summary>
    public static LogFileName? Read(string path)
    {
        var name = Path.GetFileName(path);
        if (!name.StartsWith(Prefix, StringComparison.Ordinal) || !name.EndsWith(Extension, StringComparison.Ordinal)) return null;
        var middle = name.AsSpan(Prefix.Length, name.Length - Prefix.Length - Extension.Length);
        if (middle.Length < HourLength || middle[..HourLength].ContainsAnyExceptInRange('0', '9')) return null;
        var hour = middle[..HourLength].ToString();
        var rest = middle[HourLength..];
        if (rest.IsEmpty) return new LogFileName(hour, 0);
        return rest[0] == '_' && int.TryParse(rest[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? new LogFileName(hour, number)
            : null;
    }

    /// <summary>Older ones first.</summary>
    public static int Compare(LogFileName one, LogFileName other) =>
        string.CompareOrdinal(one.Hour, other.Hour) is not 0 and var byHour ? byHour : one.Number.CompareTo(other.Number);

    public override string ToString() =>
        Number == 0 ? Prefix + Hour + Extension : string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Hour}_{Number:D3}{Extension}");
}
