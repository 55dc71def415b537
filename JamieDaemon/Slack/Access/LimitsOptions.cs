namespace JamieDaemon.Slack.Access;

/// <summary>The section <c>Slack:Limits</c>: how much one person may ask. Off by default: in an incident nobody should be counted.</summary>
public sealed class LimitsOptions
{
    private const int Most = 10_000;

    /// <summary>Questions of one person within any minute; 0: no limit.</summary>
    public int PerMinute { get; set; }

    /// <summary>Questions of one person within any 24 hours, counted from this process's start; 0: no limit.</summary>
    public int PerDay { get; set; }

    internal IEnumerable<string> Problems()
    {
        if (PerMinute is < 0 or > Most) yield return $"Slack:Limits:PerMinute must be between 0 (no limit) and {Most}.";
        if (PerDay is < 0 or > Most) yield return $"Slack:Limits:PerDay must be between 0 (no limit) and {Most}.";
    }
}
