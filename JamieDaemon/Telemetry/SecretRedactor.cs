using System.Diagnostics.CodeAnalysis;
using System.Text;
using JamieDaemon.Telemetry.Secrets;

namespace JamieDaemon.Telemetry;

/// <summary>
/// Takes credentials out of any text before it reaches a model, a log, a receiver of telemetry or Slack: tokens, keys, passwords and what
/// stands for them in addresses and connection strings. Text without any is handed back as it came.
/// </summary>
/// <remarks>What it knows, and what it cannot know, is listed in SECURITY.md. One pass without regular expressions: no text makes it slow.</remarks>
public static class SecretRedactor
{
    internal const string Instead = "[redacted]";

    /// <summary>Where a sentence in a script without spaces begins (U+2E80, the first of the CJK blocks): no secret goes on there.</summary>
    internal const char FirstUnspaced = '\u2e80';

    [return: NotNullIfNotNull(nameof(text))]
    public static string? Redact(string? text)
    {
        if (text is null || SecretFinder.Next(text, 0) is not { IsFound: true } secret) return text;
        var redacted = new StringBuilder(text.Length + Instead.Length);
        var at = 0;
        for (; secret.IsFound; secret = SecretFinder.Next(text, at))
        {
            redacted.Append(text, at, secret.Start - at).Append(Instead);
            at = secret.End;
        }

        return redacted.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>The same of a text that still grows. Its last word is held back: what would be a secret once it is whole must not be seen before.</summary>
    public static string RedactSoFar(string text)
    {
        var end = text.Length;
        while (end > 0 && text[end - 1] < FirstUnspaced && !char.IsWhiteSpace(text[end - 1])) end--;
        return Redact(text[..end]);
    }
}
