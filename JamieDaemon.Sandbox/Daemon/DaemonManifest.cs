using System.Diagnostics;
using System.Text.Json;
using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Sandbox.Daemon;

/// <summary>What the daemon's own manifest asks of Slack, so that the workspace grants just that.</summary>
internal sealed record DaemonManifest(IReadOnlySet<string> BotScopes, IReadOnlySet<string> BotEvents, SlackAppKind AppKind)
{
    /// <exception cref="SandboxException">There is no daemon, or it prints no manifest.</exception>
    public static async Task<DaemonManifest> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var start = DaemonBinary.Find(path) ?? throw new SandboxException($"There is no daemon at {path}. The sandbox's build publishes one.");
        start.ArgumentList.Add("manifest");
        start.ArgumentList.Add("--json");
        (start.UseShellExecute, start.RedirectStandardOutput, start.RedirectStandardError) = (false, true, true);
        using var daemon = Process.Start(start)!;
        try
        {
            var errors = daemon.StandardError.ReadToEndAsync(cancellationToken);
            var manifest = await daemon.StandardOutput.ReadToEndAsync(cancellationToken);
            await daemon.WaitForExitAsync(cancellationToken);
            return daemon.ExitCode == 0
                ? Read(manifest)
                : throw new SandboxException($"The daemon prints no manifest (exit code {daemon.ExitCode}): {await errors}");
        }
        finally
        {
            if (!daemon.HasExited)
                daemon.Kill();
        }
    }

    public static DaemonManifest Read(string json)
    {
        using var manifest = JsonDocument.Parse(json);
        var root = manifest.RootElement;
        var features = root.GetProperty("features");
        return new DaemonManifest(
            Words(root.GetProperty("oauth_config").GetProperty("scopes").GetProperty("bot")),
            Words(root.GetProperty("settings").GetProperty("event_subscriptions").GetProperty("bot_events")),
            features.TryGetProperty("agent_view", out _) ? SlackAppKind.Agent
                : features.TryGetProperty("assistant_view", out _) ? SlackAppKind.Assistant
                : SlackAppKind.Plain);
    }

    private static HashSet<string> Words(JsonElement list) => [.. list.EnumerateArray().Select(word => word.GetString()!)];
}
