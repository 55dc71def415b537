using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using JamieDaemon.Slack.Interactions;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Slack.Manifest;

/// <summary>Describes the Slack app that Jamie needs with its present settings: no scope, event or feature more.</summary>
public static class SlackManifest
{
    private const string Preamble =
        """
        # The Slack app that Jamie needs with its present settings, made by `JamieDaemon manifest`.
        # Create or update the app with it (https://api.slack.com/apps), install it, and give Jamie the bot token it shows.
        # No manifest can hold the app-level token: create one there with the scope connections:write.

        """;

    public static string ToYaml(SlackOptions options) => Preamble + YamlText.Write(ToElement(options));

    public static string ToJson(SlackOptions options)
    {
        var bytes = new ArrayBufferWriter<byte>();
        // Read by people too: quotes and umlauts stand as they are.
        using (var json = new Utf8JsonWriter(bytes, new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            ToElement(options).WriteTo(json);
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan) + "\n";
    }

    internal static AppManifest Build(SlackOptions options) => new(
        new ManifestDisplayInformation("Jamie", "Answers the questions of people on call, from a model of your own."),
        Features(options),
        new ManifestOAuth(new ManifestScopes(Scopes(options))),
        new ManifestSettings(
            new ManifestEvents([.. BotEvent.All.Where(happening => happening.When(options)).Select(happening => happening.Name)]),
            new ManifestInteractivity(IsEnabled: true),
            OrgDeployEnabled: false,
            SocketModeEnabled: true,
            // A rotating token is good for twelve hours, and Jamie reads its own at the start.
            TokenRotationEnabled: false));

    private static JsonElement ToElement(SlackOptions options) =>
        JsonSerializer.SerializeToElement(Build(options), ManifestJsonContext.Default.AppManifest);

    private static ManifestFeatures Features(SlackOptions options) => new(
        new ManifestAppHome(HomeTabEnabled: true, MessagesTabEnabled: true, MessagesTabReadOnlyEnabled: false),
        new ManifestBotUser("jamie", AlwaysOnline: true),
        options.AgentView ? AgentView(options) : null,
        // Slack refuses a name of more than 24 characters: https://github.com/agentconnect-md/agentconnect/pull/179.
        [new ManifestShortcut("Ask Jamie about this", "message", ActionIds.AskAbout, "Ask Jamie about this message")],
        [new ManifestSlashCommand(options.Command, "Ask Jamie a question", "<question> | help | status | stop", ShouldEscape: false)]);

    private static ManifestAgentView AgentView(SlackOptions options) => new(
        "Ask about an alert, a log or a service. I read the conversation I am in and answer from a model that runs in your own network.",
        [.. SuggestedPromptOptions.Of(options).Select(prompt => new ManifestPrompt(prompt.Title, prompt.Message))]);

    private static IReadOnlyList<string> Scopes(SlackOptions options)
    {
        // Of the command and the shortcut.
        var scopes = new SortedSet<string>(StringComparer.Ordinal) { "commands" };
        foreach (var method in SlackMethod.All)
        {
            if (method.When(options)) scopes.UnionWith(method.Scopes);
        }

        foreach (var happening in BotEvent.All)
        {
            if (happening is { Scope: { } scope } && happening.When(options)) scopes.Add(scope);
        }

        if (options.AgentView) scopes.Add("assistant:write");
        return [.. scopes];
    }
}
