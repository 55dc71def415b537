using System.CommandLine;
using JamieDaemon.Hosting;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Manifest;
using Microsoft.Extensions.Options;

namespace JamieDaemon;

/// <summary>The verb <c>manifest</c>: prints the Slack app that the settings need. It wants no token, for the app may not exist yet.</summary>
internal static class ManifestVerb
{
    public static Command Build(string[] settings)
    {
        var json = new Option<bool>("--json") { Description = "Print JSON instead of YAML" };
        var command = new Command("manifest", "Print the manifest of the Slack app that Jamie needs with its present settings") { json };
        command.SetAction(parsed => Print(settings, parsed.GetValue(json)));
        return command;
    }

    private static int Print(string[] settings, bool asJson)
    {
        using var configuration = new ConfigurationManager();
        configuration.SetBasePath(AppContext.BaseDirectory);
        JamieSettings.Add(configuration, [.. settings, "--Slack:BotToken=xoxb-none-yet", "--Slack:AppToken=xapp-none-yet"]);
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSlackOptions();
        using var provider = services.BuildServiceProvider();
        if (JamieSettings.AreBad(services, provider)) return HostExitCode.BadSettings;

        var options = provider.GetRequiredService<IOptions<SlackOptions>>().Value;
        Console.Out.Write(asJson ? SlackManifest.ToJson(options) : SlackManifest.ToYaml(options));
        return HostExitCode.Stopped;
    }
}
