namespace JamieDaemon.Slack.Intake;

/// <summary>The bare words by which people stop an answer.</summary>
internal static class StopWords
{
    public static bool Contain(string text) => text.Trim().TrimEnd('.', '!') is { Length: <= 6 } word
        && (word.Equals("stop", StringComparison.OrdinalIgnoreCase) || word.Equals("cancel", StringComparison.OrdinalIgnoreCase));
}
