using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using JamieDaemon.Sandbox.Slack;

namespace JamieDaemon.Sandbox.Chaos;

/// <summary>What is kept of a run that is broken, beside the daemon's logs and journal: who looks for the reason needs all that stands in Slack.</summary>
internal static class ChaosEvidence
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // For people to read and search.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes each message, as its members see it now, on a line of <c>slack.ndjson</c>.</summary>
    public static Task KeepAsync(SlackWorkspace slack, DirectoryInfo home, CancellationToken cancellationToken) =>
        File.WriteAllLinesAsync(
            Path.Combine(home.FullName, "slack.ndjson"),
            from channel in slack.Channels
            from message in slack.Messages.In(channel.Id)
            select JsonSerializer.Serialize(Line.Of(message), Json),
            cancellationToken);

    private sealed record Line(string Channel, string Ts, string? ThreadTs, string? User, string? EphemeralFor, string Said, JsonElement? Metadata, DateTimeOffset ShownAt)
    {
        public static Line Of(SlackMessage message) =>
            new(message.Channel, message.Ts, message.ThreadTs, message.User, message.EphemeralFor, message.Said, message.Metadata, message.ShownAt);
    }
}
