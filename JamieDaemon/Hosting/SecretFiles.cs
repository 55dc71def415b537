using System.Text;

namespace JamieDaemon.Hosting;

/// <summary>Secrets that stand in a file of their own: one that a variable names (<c>SLACK_BOT_TOKEN_FILE</c>), or a credential of systemd's.</summary>
/// <remarks>A variable is inherited by every child, and shown by <c>systemctl show</c> and <c>docker inspect</c>; a file is neither.</remarks>
/// <seealso href="https://systemd.io/CREDENTIALS/"/>
public static class SecretFiles
{
    /// <summary>What the name of such a variable ends with.</summary>
    public const string Suffix = "_FILE";

    private const string Directory = "CREDENTIALS_DIRECTORY";

    /// <summary>No token is longer; a path to something else is told so.</summary>
    private const int MostBytes = 16 * 1024;

    /// <summary>The variable that holds the secret itself, the credential's name, and what it sets.</summary>
    public static IReadOnlyList<(string Variable, string Credential, string Setting)> All { get; } =
    [
        ("SLACK_BOT_TOKEN", "slack-bot-token", "Slack:BotToken"),
        ("SLACK_APP_TOKEN", "slack-app-token", "Slack:AppToken"),
        ("OLLAMA_AUTHORIZATION", "ollama-authorization", "Ollama:Authorization"),
        ("LOGFIRE_TOKEN", "logfire-token", "Observability:Logfire:Token"),
        ("OTEL_EXPORTER_OTLP_HEADERS", "otlp-headers", "OTEL_EXPORTER_OTLP_HEADERS"),
    ];

    /// <summary>What stands in those files. Of several for one secret the variable itself counts first, then the file that it names, then the credential.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <param name="args">What the command line says wins, so a file for that is not even looked at.</param>
    /// <exception cref="SettingsFileException">Files that cannot be read, or hold no secret; all of them, without what they hold.</exception>
    public static IReadOnlyList<KeyValuePair<string, string?>> Read(Func<string, string?> variable, IReadOnlyList<string> args)
    {
        var (found, problems) = (new List<KeyValuePair<string, string?>>(), new List<string>());
        foreach (var (name, credential, setting) in All)
        {
            if (variable(name) is { Length: > 0 } || IsGiven(setting, args)) continue;
            var (path, whose) = Place(name, credential, variable);
            if (path is null) continue;
            var (secret, problem) = Read(path);
            if (problem is null) found.Add(new(setting, secret));
            else problems.Add($"{whose} names {path}, {problem}.");
        }

        return problems.Count == 0 ? found : throw new SettingsFileException(string.Join('\n', problems.Prepend("Jamie cannot read its secrets.")));
    }

    private static bool IsGiven(string setting, IReadOnlyList<string> args)
    {
        foreach (var arg in args)
        {
            if (arg.StartsWith($"--{setting}=", StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static (string? Path, string Whose) Place(string name, string credential, Func<string, string?> variable)
    {
        if (variable(name + Suffix) is { Length: > 0 } named) return (named, name + Suffix);
        if (variable(Directory) is not { Length: > 0 } directory) return (null, "");
        var path = Path.Combine(directory, credential);
        return (File.Exists(path) ? path : null, $"{Directory} (credential {credential})");
    }

    private static (string? Secret, string? Problem) Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            var bytes = new byte[MostBytes + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (length > MostBytes) return (null, $"which holds more than {MostBytes} bytes: that is no token");
            var secret = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.AsSpan(0, length)).TrimStart('\ufeff').TrimEnd('\r', '\n');
            if (string.IsNullOrWhiteSpace(secret)) return (null, "which is empty");
            return secret.AsSpan().ContainsAny('\r', '\n') ? (null, "which holds more than one line") : (secret, null);
        }
        catch (ArgumentException)
        {
            return (null, "which holds no text in UTF-8");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return (null, unreadable is FileNotFoundException or DirectoryNotFoundException ? "which is not there" : "which cannot be read: mind its owner and mode, and that of its directory");
        }
    }
}
