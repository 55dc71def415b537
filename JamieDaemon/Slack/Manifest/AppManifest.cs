using System.Text.Json.Serialization;

namespace JamieDaemon.Slack.Manifest;

/// <summary>A Slack app as Slack wants it described (<see href="https://docs.slack.dev/reference/app-manifest">App manifest reference</see>).</summary>
internal sealed record AppManifest(
    ManifestDisplayInformation DisplayInformation, ManifestFeatures Features, ManifestOAuth OauthConfig, ManifestSettings Settings);

internal sealed record ManifestDisplayInformation(string Name, string Description);

internal sealed record ManifestFeatures(
    ManifestAppHome AppHome,
    ManifestBotUser BotUser,
    ManifestAgentView? AgentView,
    IReadOnlyList<ManifestShortcut> Shortcuts,
    IReadOnlyList<ManifestSlashCommand> SlashCommands);

internal sealed record ManifestAppHome(bool HomeTabEnabled, bool MessagesTabEnabled, bool MessagesTabReadOnlyEnabled);

internal sealed record ManifestBotUser(string DisplayName, bool AlwaysOnline);

internal sealed record ManifestAgentView(string AgentDescription, IReadOnlyList<ManifestPrompt> SuggestedPrompts);

internal sealed record ManifestPrompt(string Title, string Message);

internal sealed record ManifestShortcut(string Name, string Type, string CallbackId, string Description);

internal sealed record ManifestSlashCommand(string Command, string Description, string UsageHint, bool ShouldEscape);

internal sealed record ManifestOAuth(ManifestScopes Scopes);

internal sealed record ManifestScopes(IReadOnlyList<string> Bot);

internal sealed record ManifestSettings(
    ManifestEvents EventSubscriptions,
    ManifestInteractivity Interactivity,
    bool OrgDeployEnabled,
    bool SocketModeEnabled,
    bool TokenRotationEnabled);

internal sealed record ManifestEvents(IReadOnlyList<string> BotEvents);

internal sealed record ManifestInteractivity(bool IsEnabled);

/// <summary>JSON of the manifest, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AppManifest))]
internal sealed partial class ManifestJsonContext : JsonSerializerContext;
