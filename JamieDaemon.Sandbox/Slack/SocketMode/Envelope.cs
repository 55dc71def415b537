using System.Text.Json;

namespace JamieDaemon.Sandbox.Slack.SocketMode;

/// <summary>One payload on its way to the app, with how far its delivery has come.</summary>
internal sealed class Envelope(string type, byte[] payload)
{
    private int _acked;

    public string Type { get; } = type;

    public byte[] Payload { get; } = payload;

    public bool AcceptsResponsePayload { get; init; }

    /// <summary>Called once, with the ack's payload if it had one.</summary>
    public Action<JsonElement?>? OnAcked { get; init; }

    /// <summary>Called when the app did not ack in time and Slack gives up.</summary>
    public Action? OnFailed { get; init; }

    public int Attempt { get; set; }

    public string RetryReason { get; set; } = "";

    /// <summary>Every envelope_id this payload was sent under.</summary>
    public List<Guid> Ids { get; } = [];

    public SlackSocket? LastSocket { get; set; }

    public bool IsAcked => Volatile.Read(ref _acked) == 1;

    /// <summary>Only events are delivered again; the user of a command or button sees an error instead.</summary>
    public bool IsEvent => Type == "events_api";

    public static Envelope Event(byte[] payload) => new("events_api", payload);

    public bool TryAck() => Interlocked.Exchange(ref _acked, 1) == 0;
}
