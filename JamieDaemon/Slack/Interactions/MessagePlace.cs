using System.Diagnostics.CodeAnalysis;

namespace JamieDaemon.Slack.Interactions;

/// <summary>Which message somebody wants to ask about, as a dialog carries it.</summary>
internal sealed record MessagePlace(string Team, string Channel, string Message, string? Thread)
{
    public string ToMetadata() => $"{Team}|{Channel}|{Message}|{Thread}";

    /// <summary>Reads <see cref="ToMetadata"/>; text of another shape is none of ours.</summary>
    public static bool TryRead(string? metadata, [NotNullWhen(true)] out MessagePlace? place)
    {
        place = metadata?.Split('|') is [var team, { Length: > 0 } channel, { Length: > 0 } message, var thread]
            ? new MessagePlace(team, channel, message, thread.Length > 0 ? thread : null)
            : null;
        return place is not null;
    }
}
