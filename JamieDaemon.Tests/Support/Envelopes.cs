using System.Text;
using JamieDaemon.Slack.SocketMode;

namespace JamieDaemon.Tests.Support;

/// <summary>Envelopes as Slack sends them, around a payload.</summary>
internal static class Envelopes
{
    public static byte[] Around(string payload, string type = "events_api") =>
        Encoding.UTF8.GetBytes($$"""{"envelope_id":"e-1","payload":{{payload}},"type":"{{type}}","accepts_response_payload":false,"retry_attempt":0}""");

    /// <summary>An event of workspace T1 for the bot user UJAMIE.</summary>
    public static SocketModeEnvelope Event(string inner, string eventId = "Ev1") => Read(Around(
        $$"""{"team_id":"T1","event":{{inner}},"type":"event_callback","event_id":"{{eventId}}","authorizations":[{"team_id":"T1","user_id":"UJAMIE","is_bot":true}]}"""));

    public static SocketModeEnvelope Slash(string text, string command = "/ask-jamie", string trigger = "1.2.x") => Read(Around(
        $$"""{"team_id":"T1","channel_id":"C1","user_id":"U1","command":"{{command}}","text":"{{text}}","response_url":"https://hooks.slack.com/commands/T1/1/x","trigger_id":"{{trigger}}"}""",
        "slash_commands"));

    private static SocketModeEnvelope Read(byte[] utf8) => (SocketModeEnvelope)SocketModeReader.Read(utf8);
}
