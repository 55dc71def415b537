namespace JamieDaemon.Hosting;

/// <summary>The environment variables that have a name of their own, and the settings they stand for.</summary>
public static class SettingAliases
{
    public static IReadOnlyList<(string Variable, string Setting)> All { get; } =
    [
        ("SLACK_BOT_TOKEN", "Slack:BotToken"),
        ("SLACK_APP_TOKEN", "Slack:AppToken"),
        ("SLACK_API_URL", "Slack:ApiUrl"),
        ("OLLAMA_URL", "Ollama:Url"),
        ("MODEL_NAME", "Ollama:Model"),
        ("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "Ollama:CaptureContent"),
    ];

    /// <summary>The variable that names the environment (production, staging, development) and with it <c>appsettings.{environment}.json</c>.</summary>
    public const string Environment = "ENVIRONMENT";

    /// <summary>The settings that are set in this way. An empty variable is an unset one.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static IEnumerable<KeyValuePair<string, string?>> Read(Func<string, string?> variable)
    {
        foreach (var (name, setting) in All)
        {
            if (variable(name) is { Length: > 0 } value) yield return new(setting, value);
        }
    }
}
