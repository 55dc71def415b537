using JamieDaemon.Slack.Interactions;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.Home;

/// <summary>What one person's Home tab shows: nothing of anybody else.</summary>
internal sealed record HomeFacts : Discreet
{
    /// <summary>Whose tab it is.</summary>
    public required string User { get; init; }

    /// <summary>What to tell a person who may not ask; <see langword="null"/> for one who may.</summary>
    public string? Refusal { get; init; }

    /// <summary>The slash command that is ours.</summary>
    public required string Command { get; init; }

    /// <summary>Questions that show what Jamie is for.</summary>
    public required IReadOnlyList<string> Examples { get; init; }

    public required JamieStatus Status { get; init; }

    public required string Version { get; init; }

    /// <summary>When all this was so.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The models to choose from; none while nothing is known of the server.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The person's own choice; <see langword="null"/> for one who has made none.</summary>
    public string? Chosen { get; init; }

    /// <summary>The person's latest questions, the latest first.</summary>
    public IReadOnlyList<HomeQuestion> Questions { get; init; } = [];
}

/// <summary>A question that the person has asked.</summary>
/// <param name="Text">Its beginning, in one line.</param>
/// <param name="Link">Where it stands; <see langword="null"/> for a command, which leaves no message.</param>
internal sealed record HomeQuestion(string Text, string? Link) : Discreet;
