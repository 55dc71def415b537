using System.Text;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Observability.Health;

/// <summary>Jamie's health in one line: whether it takes questions, and what is missing.</summary>
internal static class HealthSentence
{
    /// <summary>A line of <c>systemctl status</c>.</summary>
    internal const int Longest = 200;

    public static string Of(HealthState state)
    {
        var isReady = Readiness.IsReady(state);
        var sentence = new StringBuilder(Readiness.Lacks(state) switch
        {
            "starting" => "Started; Slack and the model are not looked at yet",
            { } lacking => $"Not ready ({lacking})",
            null => isReady ? "Hears Slack and takes questions" : "Not ready",
        });
        if (state.Report is { } report) AddMissing(sentence, report, isReady ? "; " : ": ");
        return ConsoleText.OneLine(sentence.Length <= Longest ? sentence.ToString() : sentence.ToString(0, Longest - 1) + "…");
    }

    /// <summary>What keeps it from being ready first.</summary>
    private static void AddMissing(StringBuilder sentence, HealthReport report, string separator)
    {
        foreach (var (component, entry) in report.Entries.OrderByDescending(static entry => Readiness.IsGate(entry.Value)).ThenBy(static entry => entry.Value.Status))
        {
            if (entry.Status == HealthStatus.Healthy) continue;
            sentence.Append(separator).Append(component).Append(" is ").Append(HealthReportWriter.Name(entry.Status));
            if (HealthReportWriter.Description(entry) is { Length: > 0 } description) sentence.Append(" (").Append(description).Append(')');
            separator = "; ";
        }
    }
}
