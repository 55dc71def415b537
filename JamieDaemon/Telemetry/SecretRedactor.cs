using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace JamieDaemon.Telemetry;

/// <summary>
/// Takes credentials out of any text before it leaves the process: Slack's and Logfire's tokens, bearer tokens, the secret paths of
/// response_urls and of hooks.slack.com, and the ticket of a Socket Mode address. Text without any is handed back as it came.
/// </summary>
public static partial class SecretRedactor
{
    private static readonly SearchValues<string> Marks = SearchValues.Create(
        ["xox", "xapp-", "pylf_v", "bearer", "hooks.slack.com", "response_url", "ticket="], StringComparison.OrdinalIgnoreCase);

    [return: NotNullIfNotNull(nameof(text))]
    public static string? Redact(string? text) =>
        text is null || !text.AsSpan().ContainsAny(Marks) ? text : Secret().Replace(text, "${keep}[redacted]");

    // Slack escapes the slashes of its JSON, so "\/" belongs to a value although a lone backslash ends it.
    [GeneratedRegex(
        """
          (?<keep> \bbearer\s+ | hooks\.slack\.com\\?/ | \bticket= | response_url \\?["']? \s*[:=]\s* \\?["']? )
          (?: [^\s"'<>,;&|()\[\]{}\\] | \\/ )+
        | (?: xox[a-z](?:\.xox[a-z])?- | xapp- | pylf_v[0-9]+_ ) [\w-]+
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();
}
