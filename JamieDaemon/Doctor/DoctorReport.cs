using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace JamieDaemon.Doctor;

/// <summary>The findings on paper.</summary>
internal static class DoctorReport
{
    /// <summary>A line for each, with its fix below it, and a sum.</summary>
    public static string ToText(IReadOnlyList<Finding> findings)
    {
        var text = new StringBuilder();
        var width = findings.Max(static finding => finding.Name.Length);
        foreach (var finding in findings)
        {
            text.Append($"{Word(finding.State),-7}  {finding.Name.PadRight(width)}  {finding.Found}\n");
            if (finding.Fix is { } fix) text.Append($"{"",-7}  {"".PadRight(width)}  → {fix}\n");
        }

        return text.Append($"\n{Sum(findings)}\n").ToString();
    }

    public static string ToJson(IReadOnlyList<Finding> findings) => JsonSerializer.Serialize(
        new DoctorDocument(!HasFailed(findings), [.. findings.Select(static finding => new DoctorRow(finding.Name, Word(finding.State), finding.Found, finding.Fix))]),
        DoctorJsonContext.Readable.DoctorDocument) + "\n";

    public static bool HasFailed(IReadOnlyList<Finding> findings) => findings.Any(static finding => finding.State == FindingState.Fail);

    private static string Sum(IReadOnlyList<Finding> findings)
    {
        var (fails, warns, unknown) = (Count(FindingState.Fail), Count(FindingState.Warn), Count(FindingState.Unknown));
        return $"{(fails == 0 ? "Nothing fails" : $"{fails} of {findings.Count} fail")}; {warns} to be seen to, {unknown} not known.";

        int Count(FindingState state) => findings.Count(finding => finding.State == state);
    }

    private static string Word(FindingState state) => state switch
    {
        FindingState.Ok => "ok",
        FindingState.Warn => "warn",
        FindingState.Fail => "fail",
        _ => "unknown",
    };
}

internal sealed record DoctorDocument(bool Ok, IReadOnlyList<DoctorRow> Checks);

internal sealed record DoctorRow(string Name, string State, string Found, string? Fix);

/// <summary>JSON of the report, and of what answers on the port.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DoctorDocument))]
[JsonSerializable(typeof(RunningHealth))]
internal sealed partial class DoctorJsonContext : JsonSerializerContext
{
    /// <summary>Arrows and umlauts stand as they are; nothing of it becomes HTML.</summary>
    public static DoctorJsonContext Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
