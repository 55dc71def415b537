using System.Text.Json;

namespace JamieDaemon.Hosting;

/// <summary>Where settings come from, the last word last: files, environment variables, files with one secret each, variables with a name of their own, the command line.</summary>
internal static partial class JamieSettings
{
    public static string EnvironmentName => EnvironmentOf(Environment.GetEnvironmentVariable);

    /// <summary>The sections that there are.</summary>
    public static IReadOnlyList<string> Sections { get; } = ["Slack", "Answering", "Journal", "Ollama", "Network", "Slow", "Observability"];

    /// <summary>Those next to the program, as they stand now.</summary>
    /// <exception cref="SettingsFileException">A file is missing or broken.</exception>
    public static ConfigurationManager Read(string[] args)
    {
        var configuration = new ConfigurationManager();
        configuration.SetBasePath(AppContext.BaseDirectory);
        Add(configuration, args);
        return configuration;
    }

    /// <param name="configuration">To add them to; its files are looked for next to the program.</param>
    /// <param name="args">Settings as <c>--Section:Key=value</c>.</param>
    /// <param name="withSecretFiles">Whoever needs no secret asks for none: the files may be for another user's eyes.</param>
    /// <exception cref="SettingsFileException">A file is missing or broken, or a secret cannot be read from its file.</exception>
    public static void Add(ConfigurationManager configuration, string[] args, bool withSecretFiles = true)
    {
        try
        {
            configuration
                .AddJsonFile("appsettings.json", optional: false, reloadOnChange: false)
                .AddJsonFile($"appsettings.{EnvironmentName}.json", optional: true, reloadOnChange: false);
        }
        catch (InvalidDataException broken)
        {
            // The cause of the cause knows the line: https://learn.microsoft.com/dotnet/api/system.text.json.jsonexception
            var cause = broken.GetBaseException();
            var place = cause is JsonException { LineNumber: { } line } ? $"line {line + 1} is no valid JSON" : cause.Message;
            throw new SettingsFileException($"Jamie cannot read its settings. {broken.Message} There, {place}.", broken);
        }
        catch (FileNotFoundException missing)
        {
            throw new SettingsFileException($"Jamie cannot read its settings. {missing.Message}", missing);
        }

        configuration
            .AddEnvironmentVariables()
            .AddInMemoryCollection(withSecretFiles ? SecretFiles.Read(Environment.GetEnvironmentVariable, args) : [])
            .AddInMemoryCollection(SettingAliases.Read(Environment.GetEnvironmentVariable))
            .AddCommandLine(args);
    }

    /// <summary>What the environment is called: everywhere the same, so OTEL_RESOURCE_ATTRIBUTES too may name it.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    internal static string EnvironmentOf(Func<string, string?> variable) =>
        SettingAliases.Environment.Select(variable).Append(ResourceVariable.Read(variable)?.GetValueOrDefault("deployment.environment.name") as string)
            .FirstOrDefault(static named => named is { Length: > 0 }) ?? "production";

    /// <summary>Says on standard error what is wrong with the settings, and in the log, if there is one.</summary>
    /// <returns>Whether anything is.</returns>
    public static bool AreBad(IServiceCollection registrations, IServiceProvider services, ILogger? logger = null)
    {
        if (SettingProblems.Find(registrations, services) is not { Count: > 0 } problems) return false;
        Console.Error.WriteLine($"Jamie cannot start, {problems.Count} of its settings must be mended:");
        foreach (var problem in problems)
        {
            Console.Error.WriteLine($"  - {problem}");
            if (logger is not null) Log.Invalid(logger, problem);
        }

        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "config.invalid", Level = LogLevel.Critical, Message = "{Problem}")]
        public static partial void Invalid(ILogger logger, string problem);
    }
}
