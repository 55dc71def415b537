using System.Text;
using JamieDaemon.Answering;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.Intake;

public sealed class QuestionReaderTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Test]
    public void A_mention_is_a_question_without_the_mention()
    {
        var asked = Asked("""{"type":"app_mention","user":"U1","text":"<@UJAMIE> why &lt;exit 137&gt;?","ts":"1610241741.000200","channel":"C1"}""");
        Assert.That(
            (asked.Question.Kind, asked.Question.Text, asked.Question.Asker, asked.Question.Conversation, asked.Question.AskedAt.ToUnixTimeMilliseconds()),
            Is.EqualTo((QuestionKind.Mention, "why <exit 137>?", "U1", new Conversation("T1", "C1", null, "1610241741.000200"), 1_610_241_741_000L)));
    }

    [Test]
    public void A_mention_and_the_same_message_are_one_turn()
    {
        var mention = Asked("""{"type":"app_mention","user":"U1","text":"<@UJAMIE> why?","ts":"1.2","channel":"C1"}""", "Ev1");
        var message = Asked("""{"type":"message","channel_type":"channel","user":"U1","text":"<@UJAMIE> why?","ts":"1.2","channel":"C1"}""", "Ev2");
        Assert.That((message.Keys.Turn, message.Question.Id), Is.EqualTo((mention.Keys.Turn, mention.Question.Id)));
        Assert.That(message.Keys.Event, Is.Not.EqualTo(mention.Keys.Event));
    }

    [Test]
    public void A_direct_message_is_a_question_and_keeps_its_thread()
    {
        var asked = Asked("""{"type":"message","channel_type":"im","user":"U1","text":"hi there","ts":"2.0","thread_ts":"1.0","channel":"D1"}""");
        Assert.That(
            (asked.Question.Kind, asked.Question.Text, asked.Question.Conversation),
            Is.EqualTo((QuestionKind.DirectMessage, "hi there", new Conversation("T1", "D1", "1.0", "2.0"))));
    }

    [Test]
    public void A_command_is_a_question_with_a_reply_address_that_stays_out_of_its_text_form()
    {
        var asked = (Asked)Read(Envelopes.Slash("what is up?"));
        Assert.That(
            (asked.Question.Kind, asked.Question.Text, asked.Question.AskedAt, asked.Question.ReplyUrl?.Host),
            Is.EqualTo((QuestionKind.SlashCommand, "what is up?", Now, "hooks.slack.com")));
        Assert.That(asked.ToString(), Does.Not.Contain("hooks.slack.com").And.Not.Contain("what is up"));
    }

    [Test]
    public void Two_commands_of_one_person_are_two_questions() =>
        Assert.That(((Asked)Read(Envelopes.Slash("a", trigger: "1.1"))).Keys, Is.Not.EqualTo(((Asked)Read(Envelopes.Slash("a", trigger: "1.2"))).Keys));

    [TestCase("""{"type":"app_mention","user":"U1","text":" <@UJAMIE>  ","ts":"1.2","channel":"C1"}""", NoticeKind.Welcome)]
    [TestCase("""{"type":"message","channel_type":"im","user":"U1","text":"","ts":"1.2","channel":"D1"}""", NoticeKind.Welcome)]
    [TestCase("""{"type":"app_home_opened","user":"U1","channel":"D1","tab":"home","event_ts":"1.2"}""", NoticeKind.HomeOpened)]
    public void What_holds_no_question_gets_a_notice(string inner, NoticeKind kind) =>
        Assert.That(((Noticed)Read(Envelopes.Event(inner))).Notice, Has.Property(nameof(Notice.Kind)).EqualTo(kind).And.Property(nameof(Notice.User)).EqualTo("U1"));

    [Test]
    public void An_empty_command_gets_the_usage() =>
        Assert.That(((Noticed)Read(Envelopes.Slash("  "))).Notice.Kind, Is.EqualTo(NoticeKind.Usage));

    [TestCase("""{"type":"message","channel_type":"channel","user":"U1","text":"just talking","ts":"1.2","channel":"C1"}""")]
    [TestCase("""{"type":"message","channel_type":"channel","user":"U1","text":"<@UJAMIE2> hi","ts":"1.2","channel":"C1"}""")]
    [TestCase("""{"type":"message","channel_type":"im","user":"UJAMIE","text":"my own","ts":"1.2","channel":"D1"}""")]
    [TestCase("""{"type":"message","channel_type":"im","user":"UJAMIE","bot_id":"B1","text":"my own","ts":"1.2","channel":"D1"}""")]
    [TestCase("""{"type":"app_mention","user":"UB","bot_id":"B999","text":"<@UJAMIE> from a bot","ts":"1.2","channel":"C1"}""")]
    [TestCase("""{"type":"message","subtype":"bot_message","bot_id":"B888","text":"<@UJAMIE> classic","ts":"1.2","channel":"C1"}""")]
    [TestCase("""{"type":"message","subtype":"message_changed","hidden":true,"message":{"text":"new"},"ts":"1.2","channel":"C1","channel_type":"im"}""")]
    [TestCase("""{"type":"message","subtype":"message_deleted","hidden":true,"ts":"1.2","channel":"C1","channel_type":"im"}""")]
    [TestCase("""{"type":"message","subtype":"channel_join","user":"U1","text":"<@U1> has joined","ts":"1.2","channel":"C1"}""")]
    [TestCase("""{"type":"app_home_opened","user":"U1","channel":"D1","tab":"messages","event_ts":"1.2"}""")]
    [TestCase("""{"type":"channel_created","channel":{"id":"C1"},"event_ts":"1.2"}""")]
    public void What_is_not_for_Jamie_is_ignored(string inner) => Assert.That(Read(Envelopes.Event(inner)), Is.InstanceOf<Ignored>());

    [TestCase("""{"type":"message","subtype":"file_share","channel_type":"im","user":"U1","text":"see this","ts":"1.2","channel":"D1"}""")]
    [TestCase("""{"type":"message","subtype":"thread_broadcast","channel_type":"channel","user":"U1","text":"<@UJAMIE> see","ts":"1.2","thread_ts":"1.0","channel":"C1"}""")]
    [TestCase("""{"type":"message","subtype":"me_message","channel_type":"im","user":"U1","text":"wonders","ts":"1.2","channel":"D1"}""")]
    public void Some_subtypes_are_what_people_write(string inner) => Assert.That(Read(Envelopes.Event(inner)), Is.InstanceOf<Asked>());

    [Test]
    public void Somebody_elses_command_is_ignored() =>
        Assert.That(Read(Envelopes.Slash("hi", command: "/other")), Is.InstanceOf<Ignored>());

    [Test]
    public void Every_payload_of_the_SDKs_has_a_reading()
    {
        foreach (var name in Vectors.Names("body-"))
        {
            var envelope = (SocketModeEnvelope)SocketModeReader.Read(Envelopes.Around(Encoding.UTF8.GetString(Vectors.Read(name))));
            Assert.That(Read(envelope), name.Contains("bot", StringComparison.Ordinal) && !name.Contains("user", StringComparison.Ordinal)
                ? Is.InstanceOf<Ignored>()
                : Is.Not.Null, name);
        }
    }

    private static Asked Asked(string inner, string eventId = "Ev1") => (Asked)Read(Envelopes.Event(inner, eventId));

    private static Reading Read(SocketModeEnvelope envelope) => QuestionReader.Read(envelope, "/ask-jamie", Now);
}
