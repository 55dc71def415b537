using JamieDaemon.Telemetry;

namespace JamieDaemon.Doctor;

/// <summary>What may be printed: one line, and nothing of a secret, whoever has quoted it.</summary>
/// <param name="secrets">The values of the settings that are secret.</param>
internal sealed class Discretion(IReadOnlyList<string?> secrets)
{
    /// <summary>A shorter "secret" is a word that a sentence may need.</summary>
    private const int Shortest = 6;

    public Finding Of(Finding finding) => finding with { Found = Of(finding.Found), Fix = finding.Fix is null ? null : Of(finding.Fix) };

    private string Of(string text)
    {
        foreach (var secret in secrets)
        {
            if (secret is { Length: >= Shortest }) text = text.Replace(secret, "[redacted]", StringComparison.Ordinal);
        }

        // Slack, a proxy or a stranger on the port may have written some of it: nothing of theirs is to steer the terminal.
        return string.Concat(SecretRedactor.Redact(text).Select(static c => char.IsControl(c) ? ' ' : c));
    }
}
