using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using JamieDaemon.Doctor;
using JamieDaemon.Hosting;
using JamieDaemon.Observability;
using JamieDaemon.Observability.Endpoint;
using JamieDaemon.Observability.Health;

namespace JamieDaemon;

/// <summary>The verb <c>health</c>: asks the Jamie that runs here how it is, for probes that can run a program and for people.</summary>
internal static class HealthVerb
{
    private const string PortSetting = $"{ObservabilityOptions.Section}:{nameof(ObservabilityOptions.Port)}";

    public static Command Build(string[] settings)
    {
        var live = new Option<bool>("--live") { Description = "Ask only whether it gets things done, which is what a restart cures" };
        var ready = new Option<bool>("--ready") { Description = "Ask whether it hears Slack and takes questions" };
        var json = new Option<bool>("--json") { Description = "Print the whole answer, which is JSON" };
        var command = new Command("health", "Ask the Jamie that runs here how it is (exit code 0: well, also when it is degraded, 1: not, or no answer)") { live, ready, json };
        command.Validators.Add(given =>
        {
            if (given.GetValue(live) && given.GetValue(ready)) given.AddError("Give --live or --ready, not both.");
        });
        command.SetAction((parsed, _) => RunAsync(
            settings, parsed.GetValue(live) ? ObservabilityRoutes.Live : parsed.GetValue(ready) ? ObservabilityRoutes.Ready : ObservabilityRoutes.Health,
            parsed.GetValue(json), Console.Out, TimeProvider.System));
        return command;
    }

    /// <param name="settings">As <c>--Section:Key=value</c>. Only the port is looked at.</param>
    /// <param name="route">What to ask.</param>
    /// <param name="asJson">Whether a program reads it.</param>
    /// <param name="output">Where it is written.</param>
    /// <param name="time">How long an answer may take.</param>
    /// <exception cref="SettingsFileException">There are no settings to go by.</exception>
    internal static async Task<int> RunAsync(string[] settings, string route, bool asJson, TextWriter output, TimeProvider time)
    {
        if (Port(settings) is not { } port)
        {
            await Console.Error.WriteLineAsync(SettingAliases.Named($"{PortSetting} must be a whole number from 1 to 65535.", Environment.GetEnvironmentVariable));
            return HostExitCode.BadSettings;
        }

        // The name, which is answered whether it listens on every address or on this one.
        using var http = HttpLook.Client(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
        var answer = await new HttpLook(http, time).SendAsync(new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}{route}"));
        var reading = answer.Trouble is null ? HealthReading.Of(route, answer.Body) : null;
        if (reading is null) await output.WriteLineAsync(Written(Nobody(port, answer), asJson));
        else if (asJson) await output.WriteAsync(Encoding.UTF8.GetString(answer.Body));
        else await output.WriteLineAsync(reading.Sentence);
        return reading is { IsWell: true } ? HostExitCode.Stopped : HostExitCode.Failed;
    }

    private static int? Port(string[] settings)
    {
        using var configuration = new ConfigurationManager();
        configuration.SetBasePath(AppContext.BaseDirectory);
        JamieSettings.Add(configuration, settings, withSecretFiles: false);
        if (configuration[PortSetting] is not { Length: > 0 } port) return new ObservabilityOptions().Port;
        return int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= ushort.MaxValue ? number : null;
    }

    private static string Nobody(int port, HttpAnswer answer) => answer.Trouble is { } trouble
        ? $"no answer from 127.0.0.1:{port}: {trouble.Words}. Is Jamie running, and with this {PortSetting}?"
        : $"no Jamie answers at 127.0.0.1:{port} (status {answer.Status}). Is {PortSetting} that of the running one?";

    private static string Written(string problem, bool asJson) =>
        asJson ? $$"""{"status":"no_answer","description":"{{JsonEncodedText.Encode(problem)}}"}""" : problem;
}
