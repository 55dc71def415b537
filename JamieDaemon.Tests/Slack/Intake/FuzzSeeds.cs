using System.Text;
using System.Text.Json;
using JamieDaemon.Slack.Interactions;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.Intake;

/// <summary>What Slack sends: every vector, and what people do with Jamie itself.</summary>
internal static class FuzzSeeds
{
    private const string Common =
        """
        "token":"t","team":{"id":"T1","domain":"acme"},"enterprise":null,"is_enterprise_install":false,"api_app_id":"A1",
        "user":{"id":"U1","username":"oncall","name":"oncall","team_id":"T1"},"trigger_id":"1.2.abc"
        """;

    private const string OnMessage =
        """
        "container":{"type":"message","message_ts":"1700000002.000100","channel_id":"C1","is_ephemeral":false,"thread_ts":"1700000001.000100"},
        "channel":{"id":"C1","name":"incidents"},
        "message":{"type":"message","user":"UJAMIE","bot_id":"B1","app_id":"A1","ts":"1700000002.000100","thread_ts":"1700000001.000100","text":"an answer","blocks":[]},
        "state":{"values":{}},"response_url":"https://hooks.slack.com/actions/T1/1/x"
        """;

    private static readonly AnswerDetails Details = new() { Id = "abcdefghjk", Model = "bruno-sre", PromptTokens = 812, AnswerTokens = 144, QueueWait = 12, Total = 5321, TraceId = "4bf92f3577b34da6a3ce929d0e0e4736" };

    public static IReadOnlyList<FuzzSeed> All { get; } =
    [
        .. Vectors.Names("env-").Select(name => FuzzSeed.Of(name, Vectors.Read(name))),
        .. Vectors.Names("body-").Select(OfBody),
        .. Own().Select(own => FuzzSeed.Of(own.Name, Envelopes.Around(own.Payload, own.Type))),
    ];

    private static FuzzSeed OfBody(string name)
    {
        var body = Encoding.UTF8.GetString(Vectors.Read(name));
        using var json = JsonDocument.Parse(body);
        return FuzzSeed.Of(name, Envelopes.Around(body, json.RootElement.TryGetProperty("event", out _) ? "events_api" : "interactive"));
    }

    private static IEnumerable<(string Name, string Type, string Payload)> Own()
    {
        yield return Event("mention", """{"type":"app_mention","user":"U1","text":"<@UJAMIE> why 137?","ts":"1700000001.000100","channel":"C1","team":"T1","thread_ts":"1700000000.000100","blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"user","user_id":"UJAMIE"},{"type":"text","text":" why 137?"}]}]}],"event_ts":"1700000001.000100"}""");
        yield return Event("direct message", """{"type":"message","channel_type":"im","user":"U1","text":"what is an SLO?","ts":"1700000001.000100","channel":"D1","client_msg_id":"x","event_ts":"1700000001.000100","assistant_thread":{"action_token":"a"}}""");
        yield return Event("direct message with files", """{"type":"message","subtype":"file_share","channel_type":"im","user":"U1","text":"what is this?","ts":"1700000001.000100","channel":"D1","upload":false,"files":[{"id":"F1","name":"app.log","mode":"hosted","mimetype":"text/plain","filetype":"text","size":12,"is_external":false,"url_private":"https://files.slack.com/files-pri/T1-F1/app.log","url_private_download":"https://files.slack.com/files-pri/T1-F1/download/app.log"},{"id":"F2","file_access":"check_file_info"}]}""");
        yield return Event("follow-up", """{"type":"message","channel_type":"channel","user":"U1","text":"and now?","ts":"1700000005.000100","thread_ts":"1700000001.000100","parent_user_id":"U1","channel":"C1"}""");
        yield return Event("stop", """{"type":"message","channel_type":"channel","user":"U1","text":"stop","ts":"1700000005.000100","thread_ts":"1700000001.000100","channel":"C1"}""");
        yield return Event("edit", """{"type":"message","subtype":"message_changed","hidden":true,"message":{"type":"message","user":"U1","text":"<@UJAMIE> why not?","ts":"1700000001.000100","edited":{"user":"U1","ts":"1700000003.000000"}},"previous_message":{"user":"U1","text":"<@UJAMIE> why?","ts":"1700000001.000100"},"ts":"1700000003.000100","channel":"D1","channel_type":"im"}""");
        yield return Event("deletion", """{"type":"message","subtype":"message_deleted","hidden":true,"deleted_ts":"1700000001.000100","previous_message":{"user":"U1","text":"<@UJAMIE> why?","ts":"1700000001.000100"},"ts":"1700000003.000100","channel":"D1","channel_type":"im"}""");
        yield return Event("bot", """{"type":"message","channel_type":"im","user":"UB","bot_id":"B9","bot_profile":{"id":"B9","name":"alerts"},"text":"<@UJAMIE> it fires","ts":"1700000001.000100","channel":"D1"}""");
        yield return Event("home", """{"type":"app_home_opened","user":"U1","channel":"D1","tab":"home","view":{"id":"V1","type":"home","blocks":[]},"event_ts":"1700000001.000100"}""");
        yield return Event("messages tab", """{"type":"app_home_opened","user":"U1","channel":"D1","tab":"messages","event_ts":"1700000001.000100"}""");
        yield return Event("assistant thread", """{"type":"assistant_thread_started","assistant_thread":{"user_id":"U1","context":{"channel_id":"C1","team_id":"T1","enterprise_id":null},"channel_id":"D1","thread_ts":"1700000001.000100"},"event_ts":"1700000001.000100"}""");
        yield return Event("assistant thread beside another channel", """{"type":"assistant_thread_context_changed","assistant_thread":{"user_id":"U1","context":{"channel_id":"C2","team_id":"T1"},"channel_id":"D1","thread_ts":"1700000001.000100"},"event_ts":"1700000002.000100"}""");
        yield return Event("Slack's own Stop", """{"type":"agent_session_stopped","user":"U1","channel":"C1","thread_ts":"1700000001.000100","streaming_message_ts":["1700000002.000100"],"event_ts":"1700000006.000100"}""");
        foreach (var text in new[] { "what is an SLO?", "", "help", "status", "stop" })
            yield return ($"command '{text}'", "slash_commands", $$"""{"token":"t","team_id":"T1","team_domain":"acme","channel_id":"C1","channel_name":"incidents","user_id":"U1","user_name":"oncall","command":"/ask-jamie","text":"{{text}}","api_app_id":"A1","is_enterprise_install":"false","response_url":"https://hooks.slack.com/commands/T1/1/x","trigger_id":"1.2.abc"}""");
        yield return Click(ActionIds.Stop, "abcdefghjk");
        yield return Click(ActionIds.Again, new QuestionPlace("U1", "1700000001.000100", null).ToValue());
        yield return Click(ActionIds.Details, Details.ToValue());
        yield return Click(ActionIds.Feedback, "good:abcdefghjk");
        yield return Click(ActionIds.Feedback, "bad:abcdefghjk");
        yield return Click(ActionIds.Share, "abcdefghjk");
        yield return Used("choice of a model", "block_actions", $$"""{{OnHome}},"actions":[{"type":"static_select","action_id":"{{ActionIds.Model}}","block_id":"b","selected_option":{"text":{"type":"plain_text","text":"x"},"value":"llama3.1"},"action_ts":"1700000006.000100"}]""");
        yield return Used("shortcut", "message_action", $$"""{{OnMessage}},"callback_id":"{{ActionIds.AskAbout}}","action_ts":"1700000006.000100","message_ts":"1700000002.000100" """);
        yield return Submitted(ActionIds.AskAbout, new MessagePlace("T1", "C1", "1700000001.000100", null).ToMetadata(), """{"type":"plain_text_input","value":"what does this mean?"}""");
        yield return Submitted(ActionIds.Reason, "abcdefghjk", """{"type":"radio_buttons","selected_option":{"text":{"type":"plain_text","text":"It is wrong"},"value":"Wrong"}}""");
        yield return Used("closed dialog", "view_closed", """ "view":{"id":"V1","callback_id":"jamie_reason","private_metadata":"abcdefghjk"},"is_cleared":false""");
    }

    private const string OnHome = """ "container":{"type":"view","view_id":"V1"},"view":{"id":"V1","type":"home","callback_id":"","private_metadata":"","state":{"values":{}},"blocks":[]}""";

    private static (string Name, string Type, string Payload) Event(string name, string inner) => (
        name,
        "events_api",
        $$"""{"token":"t","team_id":"T1","context_team_id":"T1","api_app_id":"A1","event":{{inner}},"type":"event_callback","event_id":"Ev1","event_time":1700000001,"authorizations":[{"enterprise_id":null,"team_id":"T1","user_id":"UJAMIE","is_bot":true,"is_enterprise_install":false}],"is_ext_shared_channel":false,"event_context":"4-x"}""");

    private static (string Name, string Type, string Payload) Click(string action, string value) => Used(
        $"click on {action} {value}",
        "block_actions",
        $$"""{{OnMessage}},"actions":[{"type":"button","action_id":"{{action}}","block_id":"b","text":{"type":"plain_text","text":"x"},"value":{{JsonSerializer.Serialize(value)}},"action_ts":"1700000006.000100"}]""");

    private static (string Name, string Type, string Payload) Submitted(string dialog, string about, string field) => Used(
        $"dialog {dialog}",
        "view_submission",
        $$$"""{"view":{"id":"V1","type":"modal","callback_id":"{{{dialog}}}","private_metadata":"{{{about}}}","state":{"values":{"{{{dialog}}}":{"{{{dialog}}}": {{{field}}} } } },"hash":"1.x"},"response_urls":[]}"""[1..^1]);

    private static (string Name, string Type, string Payload) Used(string name, string type, string fields) =>
        (name, "interactive", $$"""{"type":"{{type}}",{{Common}},{{fields}}}""");
}
