using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace JamieDaemon.Telemetry;

/// <summary>
/// Takes credentials out of any text before it leaves the process: Slack's and Logfire's tokens, bearer tokens, the secret paths
/// of response_urls and of hooks.slack.com (or slack-gov.com), and the ticket of a Socket Mode address. Text without any is handed back as it came.
/// </summary>
public static partial class SecretRedactor
{
    private static readonly string[] Marks = ["xox", "xapp-", "pylf_v", "bearer", "hooks.slack", "response_url", "ticket="];

    [return: NotNullIfNotNull(nameof(text))]
    public static string? Redact(string? text) =>
        text is not null && IsMarked(text) ? Secret().Replace(text, "${keep}[redacted]") : text;

    // One by one: SearchValues<string> would be faster by nanoseconds a line, and cost milliseconds of JIT at the first.
    private static bool IsMarked(string text)
    {
        foreach (var mark in Marks)
        {
            if (text.Contains(mark, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    // Slack escapes the slashes of its JSON, so "\/" belongs to a value although a lone backslash ends it.
    [GeneratedRegex(
        """
          (?<keep> \bbearer\s+ | hooks\.slack(-gov)?\.com\\?/ | \bticket= | response_url \\?["']? \s*[:=]\s* \\?["']? )
          (?: [^\s"'<>,;&|()\[\]{}\\] | \\/ )+
        | (?: xox[a-z](?:\.xox[a-z])?- | xapp- | pylf_v[0-9]+_ ) [\w-]+
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();
}
