using System.Buffers;
using System.Text.Json;
using JamieDaemon.Sandbox.Slack.SocketMode;

namespace JamieDaemon.Sandbox.Slack.ResponseUrls;

/// <summary>Runs a user's slash command: one envelope, three seconds for the ack, no second delivery.</summary>
internal sealed class SlashCommands(
    SlackTeam team, ResponseUrlDesk responseUrls, TriggerDesk triggers, Deliveries deliveries, Func<string, Uri> urlFor)
{
    public SlashInvocation Run(SlackUser user, SlackChannel channel, string command, string text)
    {
        var (id, url) = responseUrls.Issue(channel, user);
        var invocation = new SlashInvocation(triggers.Issue(user), urlFor($"response/{id}").AbsoluteUri);
        url.OnReply = invocation.Add;
        deliveries.Send(new Envelope("slash_commands", Payload(user, channel, command, text, invocation))
        {
            AcceptsResponsePayload = true,
            OnAcked = payload => Answer(invocation, url, payload),
            OnFailed = () => invocation.Resolve(acked: false),
        });
        return invocation;
    }

    private void Answer(SlashInvocation invocation, ResponseUrl url, JsonElement? payload)
    {
        // An empty payload is a plain ack: the node SDK always sends one.
        if (payload is { ValueKind: JsonValueKind.Object } said)
            responseUrls.Say(url, said);
        invocation.Resolve(acked: true);
    }

    private byte[] Payload(SlackUser user, SlackChannel channel, string command, string text, SlashInvocation invocation)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("token", "sandbox");
            json.WriteString("team_id", team.Id);
            json.WriteString("team_domain", team.Domain);
            json.WriteString("channel_id", channel.Id);
            json.WriteString("channel_name", channel.Name);
            json.WriteString("user_id", user.Id);
            json.WriteString("user_name", user.Name);
            json.WriteString("command", command);
            json.WriteString("text", text);
            json.WriteString("api_app_id", team.AppId);
            json.WriteString("is_enterprise_install", "false");
            json.WriteString("response_url", invocation.ResponseUrl);
            json.WriteString("trigger_id", invocation.TriggerId);
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }
}
