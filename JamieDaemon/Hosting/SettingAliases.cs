namespace JamieDaemon.Hosting;

/// <summary>The environment variables that have a name of their own, and the settings they stand for. Of several for one setting the first that is set counts.</summary>
public static class SettingAliases
{
    private const string CaptureContent = "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT";

    public static IReadOnlyList<(string Variable, string Setting)> All { get; } =
    [
        ("SLACK_BOT_TOKEN", "Slack:BotToken"),
        ("SLACK_APP_TOKEN", "Slack:AppToken"),
        ("SLACK_API_URL", "Slack:ApiUrl"),
        ("OLLAMA_URL", "Ollama:Url"),
        ("OLLAMA_AUTHORIZATION", "Ollama:Authorization"),
        ("MODEL_NAME", "Ollama:Model"),
        (CaptureContent, "Ollama:CaptureContent"),
        ("OTEL_EXPORTER_PROMETHEUS_HOST", "Observability:Address"),
        ("OTEL_EXPORTER_PROMETHEUS_PORT", "Observability:Port"),
        ("JAMIE_TELEMETRY_ENABLED", "Observability:Telemetry"),
        ("WEAVER_TELEMETRY_ENABLED", "Observability:Telemetry"),
        ("OTEL_EXPORTER_OTLP_ENDPOINT", "Observability:Otlp:Endpoint"),
        ("LOGFIRE_SERVICE_NAME", "Observability:ServiceName"),
        ("OTEL_SERVICE_NAME", "Observability:ServiceName"),
        ("WEAVER_TELEMETRY_SERVICE_NAME", "Observability:ServiceName"),
        ("LOGFIRE_SERVICE_VERSION", "Observability:ServiceVersion"),
        ("LOGFIRE_TOKEN", "Observability:Logfire:Token"),
        ("WEAVER_LOGFIRE_TOKEN", "Observability:Logfire:Token"),
        ("LOGFIRE_SEND_TO_LOGFIRE", "Observability:Logfire:Send"),
        ("WEAVER_LOGFIRE_SEND_TO_CLOUD", "Observability:Logfire:Send"),
        ("LOGFIRE_BASE_URL", "Observability:Logfire:BaseUrl"),
        ("LOGFIRE_CONSOLE", "Observability:Traces:Console"),
        ("LOGFIRE_TRACE_SAMPLE_RATE", "Observability:Traces:SampleRatio"),
    ];

    /// <summary>The variable that names the environment (production, staging, development) and with it <c>appsettings.{environment}.json</c>.</summary>
    /// <remarks>The first that is set counts.</remarks>
    public static IReadOnlyList<string> Environment { get; } = ["ENVIRONMENT", "LOGFIRE_ENVIRONMENT", "WEAVER_TELEMETRY_ENVIRONMENT"];

    /// <summary>The settings that are set in this way. An empty variable is an unset one.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    public static IEnumerable<KeyValuePair<string, string?>> Read(Func<string, string?> variable)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, setting) in All)
        {
            if (variable(name) is { Length: > 0 } value && given.Add(setting)) yield return new(setting, name == CaptureContent ? InSpans(value) : value);
        }
    }

    /// <summary>Puts the variable that is set before its setting at the beginning of a sentence: who set it may know no other name.</summary>
    /// <param name="sentence">As <c>Observability:Port must be …</c>.</param>
    /// <param name="variable">Reads an environment variable.</param>
    public static string Named(string sentence, Func<string, string?> variable)
    {
        foreach (var (name, setting) in All)
        {
            if (!sentence.StartsWith($"{setting} ", StringComparison.Ordinal)) continue;
            if (variable(name) is { Length: > 0 }) return $"{name} ({setting}){sentence[setting.Length..]}";
            if (variable($"{name}{SecretFiles.Suffix}") is { Length: > 0 }) return $"{name}{SecretFiles.Suffix} ({setting}){sentence[setting.Length..]}";
        }

        return sentence;
    }

    /// <summary>OpenTelemetry's instrumentations know four words, for spans and for events of their own; Jamie has no such events.</summary>
    private static string InSpans(string value) => value.ToUpperInvariant() switch
    {
        "SPAN_ONLY" or "SPAN_AND_EVENT" => "true",
        "NO_CONTENT" or "EVENT_ONLY" => "false",
        _ => value,
    };
}
