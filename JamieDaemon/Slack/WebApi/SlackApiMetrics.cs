using JamieDaemon.Telemetry;

namespace JamieDaemon.Slack.WebApi;

/// <summary>What the Web API does to us, by method, and what we said through it.</summary>
internal sealed class SlackApiMetrics
{
    private readonly JamieCounter _rateLimited;
    private readonly JamieCounter _sent;
    private readonly Dictionary<SlackMethod, KeyValuePair<string, object?>> _tags;

    public SlackApiMetrics(JamieMeter meter)
    {
        _rateLimited = meter.Counter("slack.api.rate_limited.total", "{call}", "Web API calls that Slack told to wait.");
        _tags = SlackMethod.All.ToDictionary(
            method => method, method => KeyValuePair.Create("method", (object?)method.Name));
        foreach (var tag in _tags.Values)
            _rateLimited.Announce(tag);

        _sent = meter.Counter("chat.messages.sent.total", "{message}", "Messages that Slack took, by what they are.");
        foreach (var type in MessageTypes.All)
            _sent.Announce(Tag(type));

        // Answers are never files so far; whoever watches for uploads sees that there are none.
        var uploads = meter.Counter("file.uploads.total", "{file}", "Files put into Slack, by how that ended.");
        foreach (var status in new[] { "success", "error" })
            uploads.Announce(new KeyValuePair<string, object?>("status", status));
        meter.Histogram("file.upload.size", "By", "Size of the files put into Slack.", Buckets.Bytes).Announce();
    }

    public void RateLimited(SlackMethod method) => _rateLimited.Add(1, _tags[method]);

    /// <param name="type">One of <see cref="MessageTypes"/>.</param>
    public void Sent(string type) => _sent.Add(1, Tag(type));

    private static KeyValuePair<string, object?> Tag(string type) => new("message_type", type);
}

/// <summary>The closed set of what a message can be.</summary>
internal static class MessageTypes
{
    public const string Text = "text";
    public const string Blocks = "blocks";
    public const string Ephemeral = "ephemeral";
    public const string File = "file";

    public static IReadOnlyList<string> All { get; } = [Text, Blocks, Ephemeral, File];
}
