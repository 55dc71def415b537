using System.Text;
using System.Text.Json;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Answers;
using JamieDaemon.Slack.Context;
using JamieDaemon.Slack.WebApi;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.Context;

/// <summary>Whatever the messages around a question hold: nothing throws, and no message costs another one.</summary>
public sealed class FuzzedHistoryTests
{
    private const string Untouched = """{"type":"message","user":"U9","text":"the payments database failed over","ts":"1700000009.000100"}""";

    private static readonly string[] Messages =
    [
        """{"type":"message","user":"U1","text":"look <@U2>","ts":"1700000001.000100","thread_ts":"1700000000.000100","reply_count":3,"edited":{"user":"U1","ts":"1.2"},"reactions":[{"name":"eyes","users":["U1"],"count":1}],"blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"look "},{"type":"user","user_id":"U2"}]},{"type":"rich_text_list","style":"ordered","indent":1,"offset":2,"elements":[{"type":"rich_text_section","elements":[{"type":"link","url":"https://x.example","text":"x"}]}]}]}]}""",
        """{"type":"message","subtype":"bot_message","bot_id":"B1","username":"alerts","bot_profile":{"id":"B1","name":"alerts"},"text":"","ts":"1700000002.000100","attachments":[{"id":1,"color":"a30200","fallback":"[FIRING:1] HighErrorRate","title":"[FIRING:1] HighErrorRate","title_link":"http://alertmanager:9093","pretext":"p","author_name":"a","text":"*Summary:* 12 %","fields":[{"title":"severity","value":"critical","short":true}],"actions":[{"type":"button","text":"Silence","url":"http://alertmanager:9093/#/silences"}],"message_blocks":[{"message":{"blocks":[{"type":"section","text":{"type":"mrkdwn","text":"shared"}}]}}],"footer":"f","ts":1700000002}]}""",
        """{"type":"message","bot_id":"B4","user":"UB","text":"Triggered #42: Disk full","ts":"1700000003.000100","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"*#42*"},"fields":[{"type":"mrkdwn","text":"*Urgency:* High"}],"accessory":{"type":"button","text":{"type":"plain_text","text":"View"},"url":"https://x.example"}},{"type":"context","elements":[{"type":"image","image_url":"https://x/y.png","alt_text":"status"}]},{"type":"image","title":{"type":"plain_text","text":"t"},"alt_text":"a","title_url":"https://x"},{"type":"table","rows":[[{"type":"raw_text","text":"a"},{"type":"rich_text","elements":[]}]]},{"type":"carousel","elements":[{"type":"card","text":{"type":"mrkdwn","text":"c"}}]}]}""",
        """{"type":"message","subtype":"file_share","user":"U3","text":"log","ts":"1700000004.000100","files":[{"id":"F1","name":"app.log","title":"app.log","mode":"hosted","mimetype":"text/plain","filetype":"text","size":12,"is_external":false,"url_private":"https://files.slack.com/a","url_private_download":"https://files.slack.com/b","thumb_720":"https://files.slack.com/c"},{"id":"F2","filetype":"email","mode":"email","plain_text":"hi","name":"mail"}]}""",
        """{"type":"message","bot_id":"BJAMIE","user":"UJAMIE","text":"I said so","ts":"1700000005.000100","metadata":{"event_type":"jamie_answer","event_payload":{"question_id":"q1","part":0}},"blocks":[]}""",
    ];

    private static IEnumerable<TestCaseData> Each => Messages.Select((message, i) => new TestCaseData(message).SetArgDisplayNames($"{i}"));

    [TestCaseSource(nameof(Each))]
    public void Each_value_of_a_message_may_be_missing_or_of_any_shape(string message)
    {
        using var mutations = new Mutations(Encoding.UTF8.GetBytes($$"""{"ok":true,"messages":[{{message}},{{Untouched}}]}"""));
        foreach (var mutation in mutations.All().Where(mutation => mutation.LeavesAlone("/ok", "/messages/1") || mutation.LeavesAlone("/ok", "/messages")))
        {
            var page = Read(mutation);
            Assert.That(page.Messages.Select(Said), Has.Some.EqualTo("the payments database failed over"), $"{mutation}");
        }
    }

    [TestCaseSource(nameof(Each))]
    public async Task A_damaged_conversation_is_read_as_far_as_it_can_be(string message)
    {
        await using var history = await HistoryUnderTest.StartAsync();
        using var mutations = new Mutations(Encoding.UTF8.GetBytes(message));
        var random = new Random(20261121);
        foreach (var _ in Enumerable.Range(0, 30))
        {
            var damaged = Enumerable.Range(0, 10).Select(_ => mutations.Some(random)).Where(IsText).ToList();
            history.InChannel([.. damaged.Select(mutation => Encoding.UTF8.GetString(mutation.Bytes)), Untouched]);
            var context = await history.ReadAsync();
            Assert.That(
                context.Messages.Select(said => said.Text), Has.Some.EqualTo("the payments database failed over"), string.Join('\n', damaged));
        }
    }

    /// <summary>As it goes through a string here.</summary>
    private static bool IsText(Mutation mutation) => !mutation.Damages.Values.Contains(Damage.BrokenBytes);

    private static MessagesResponse Read(Mutation mutation) => JsonSerializer.Deserialize(mutation.Bytes, SlackWebApiJsonContext.Default.MessagesResponse)!;

    /// <summary>All that is read of a message.</summary>
    private static string? Said(SlackMessage message)
    {
        var identity = new SlackIdentity();
        identity.Learn(new AuthTestResponse { BotId = "BJAMIE" });
        _ = AnswerMark.Read(message);
        if (SaidMessage.Read(message, question: null, identity) is not { } said) return null;
        foreach (var file in said.Files) _ = (FileKindReader.Read(file), FileKindReader.MayBeHtml(file));
        _ = (said.OwnName, said.FromApp, said.Ids.Count(), SlackTs.ToTime(message.Ts), QuestionFiles.Of(message.Files).Count);
        return SlackText.ToPlain(said.Text);
    }
}
