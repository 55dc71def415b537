using System.Text.Json;

namespace JamieDaemon.Sandbox.Slack;

/// <summary>A view as its user sees it: an App Home or a modal.</summary>
public sealed record SlackView(string Id, string User, string Hash, JsonElement Content)
{
    /// <summary>The modal below this one.</summary>
    public string? PreviousId { get; init; }

    /// <summary>The lowest modal of the pile; a view by itself is its own.</summary>
    public string RootId { get; init; } = Id;
}
