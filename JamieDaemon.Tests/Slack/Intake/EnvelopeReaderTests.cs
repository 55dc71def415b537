using System.Text;
using JamieDaemon.Answering;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.Notices;
using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.Intake;

public sealed class EnvelopeReaderTests
{
    private static readonly DateTimeOffset Now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SlackOptions _options = new();
    private readonly ThreadMemory _threads = new();
    private readonly SlackIdentity _identity = new();

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
        Assert.That((message.Key, message.Question.Id), Is.EqualTo((mention.Key, mention.Question.Id)));
    }

    [Test]
    public void A_message_is_told_apart_by_its_place()
    {
        var (one, same, other) = (AskedAt("1.2"), AskedAt("1.2"), AskedAt("1.3"));
        Assert.That(one.Key, Is.EqualTo(same.Key));
        Assert.That(one.Key, Is.Not.EqualTo(other.Key));

        Asked AskedAt(string ts) => (Asked)Read((SocketModeEnvelope)SocketModeReader.Read(Envelopes.Around(
            $$$"""{"event":{"type":"message","channel_type":"im","user":"U1","text":"why?","ts":"{{{ts}}}","channel":"D1"}}""")));
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
    public void A_question_brings_its_files_and_their_names_stay_out_of_its_text_form()
    {
        var asked = Asked(
            """
            {"type":"message","subtype":"file_share","channel_type":"im","user":"U1","text":"what is this?","ts":"2.0","channel":"D1","files":[
              {"id":"F1","name":"app.log","mode":"hosted","mimetype":"text/plain","size":12,"url_private_download":"https://files.slack.com/files-pri/T1-F1/download/app.log"},
              {"id":"F2","file_access":"check_file_info"},7]}
            """);
        Assert.That(asked.Question.Files, Is.EqualTo(new[]
        {
            new QuestionFile("F1", "app.log", "text/plain", 12, new Uri("https://files.slack.com/files-pri/T1-F1/download/app.log")),
            new QuestionFile("F2", "F2", null, null, null),
        }));
        Assert.That(asked.ToString() + asked.Question.Files[0], Does.Not.Contain("app.log"));
    }

    [Test]
    public void A_file_without_a_word_is_a_question() =>
        Assert.That(Asked("""{"type":"message","subtype":"file_share","channel_type":"im","user":"U1","text":"","ts":"2.0","channel":"D1","files":[{"id":"F1"}]}""").Question.Files, Has.Count.EqualTo(1));

    [TestCase("7")]
    [TestCase("{}")]
    [TestCase("[null]")]
    public void Files_that_are_none_do_no_harm(string files) =>
        Assert.That(Asked($$"""{"type":"app_mention","user":"U1","text":"<@UJAMIE> hi","ts":"2.0","channel":"C1","files":{{files}}}""").Question.Files, Is.Empty);

    [TestCase("""{"channel_id":"C7","team_id":"T1"}""", "C7")]
    [TestCase("{}", null)]
    [TestCase("7", null)]
    public void In_an_assistants_thread_it_is_known_which_channel_its_person_looks_at(string context, string? beside)
    {
        var thread = $$"""{"user_id":"U1","context":{{context}},"channel_id":"D1","thread_ts":"1.0"}""";
        var started = (Noticed)EnvelopeReader.Read(
            Envelopes.Event($$"""{"type":"assistant_thread_started","assistant_thread":{{thread}}}"""), new IntakeRules(Microsoft.Extensions.Options.Options.Create(_options), _threads, _identity), Now);
        Assert.That(started.Notice, Is.EqualTo(new PromptsWanted(started.Key.QuestionId, "U1", "D1", "1.0") { Beside = beside }));

        var changed = (LookedAt)EnvelopeReader.Read(
            Envelopes.Event($$"""{"type":"assistant_thread_context_changed","assistant_thread":{{thread}}}"""), new IntakeRules(Microsoft.Extensions.Options.Options.Create(_options), _threads, _identity), Now);
        Assert.That((changed.Channel, changed.Thread, changed.Beside), Is.EqualTo(("D1", "1.0", beside)));
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
        Assert.That(((Asked)Read(Envelopes.Slash("a", trigger: "1.1"))).Key, Is.Not.EqualTo(((Asked)Read(Envelopes.Slash("a", trigger: "1.2"))).Key));

    [Test]
    public void A_command_without_a_trigger_is_told_apart_by_its_reply_address()
    {
        var (one, same, other) = (AskedFor("1"), AskedFor("1"), AskedFor("2"));
        Assert.That(one.Key, Is.EqualTo(same.Key).And.Not.EqualTo(other.Key));

        Asked AskedFor(string reply) => (Asked)Read((SocketModeEnvelope)SocketModeReader.Read(Envelopes.Around(
            $$"""{"channel_id":"C1","user_id":"U1","command":"/ask-jamie","text":"why?","response_url":"https://hooks.slack.com/commands/T1/{{reply}}/x"}""",
            "slash_commands")));
    }

    [TestCase("""{"type":"app_mention","user":"U1","text":" <@UJAMIE>  ","ts":"1.2","channel":"C1"}""")]
    [TestCase("""{"type":"message","channel_type":"im","user":"U1","text":"","ts":"1.2","channel":"D1"}""")]
    public void Who_says_nothing_is_welcomed(string inner) => Assert.That(NoticeOf<Said>(Envelopes.Event(inner)), Has.Property(nameof(Said.Saying)).EqualTo(Saying.Welcome));

    [Test]
    public void An_opened_Home_tab_is_shown() =>
        Assert.That(NoticeOf<HomeOpened>(Envelopes.Event("""{"type":"app_home_opened","user":"U1","channel":"D1","tab":"home","event_ts":"1.2"}""")).User, Is.EqualTo("U1"));

    [TestCase("""{"type":"app_home_opened","user":"U1","channel":"D1","tab":"messages","event_ts":"1.2"}""", null)]
    [TestCase("""{"type":"assistant_thread_started","assistant_thread":{"user_id":"U1","channel_id":"D1","thread_ts":"9.1","context":{}},"event_ts":"1.2"}""", "9.1")]
    public void As_documented_an_opened_conversation_is_offered_prompts(string inner, string? thread)
    {
        var wanted = NoticeOf<PromptsWanted>(Envelopes.Event(inner));
        Assert.That((wanted.User, wanted.Channel, wanted.Thread), Is.EqualTo(("U1", "D1", thread)));
    }

    [TestCase("  ")]
    [TestCase("help")]
    [TestCase("Help")]
    public void A_command_without_a_question_gets_the_usage(string text) =>
        Assert.That(NoticeOf<Said>(Envelopes.Slash(text)).Saying, Is.EqualTo(Saying.Usage));

    [Test]
    public void A_command_can_ask_how_Jamie_is() => Assert.That(NoticeOf<StatusWanted>(Envelopes.Slash("status")).User, Is.EqualTo("U1"));

    [Test]
    public void A_command_stops_the_questions_of_whoever_gives_it()
    {
        var stop = (StopWanted)Read(Envelopes.Slash("stop"));
        Assert.That(stop.Wish, Is.EqualTo(new StopOwn("U1")));
        Assert.That(stop.Wish.Means(Some.Question()), Is.True);
        Assert.That(stop.Wish.Means(Some.Question() with { Asker = "U2" }), Is.False);
    }

    [TestCase("""{"type":"message","channel_type":"channel","user":"U2","text":"stop","ts":"1.5","thread_ts":"1.2","channel":"C1"}""")]
    [TestCase("""{"type":"app_mention","user":"U2","text":"<@UJAMIE> Stop!","ts":"1.5","thread_ts":"1.2","channel":"C1"}""")]
    [TestCase("""{"type":"agent_session_stopped","user":"U2","channel":"C1","thread_ts":"1.2","streaming_message_ts":[],"event_ts":"1.6"}""")]
    public void A_stop_means_what_is_in_work_in_its_thread(string inner)
    {
        var stop = (StopWanted)Read(Envelopes.Event(inner));
        var asked = Some.Question();
        Assert.That(stop.Wish with { SaidAt = null }, Is.EqualTo(new StopThread("C1", "1.2", "U2")));
        Assert.That(stop.Wish.Means(asked with { Conversation = new Conversation("T1", "C1", null, "1.2") }), Is.True, "the question opened the thread");
        Assert.That(stop.Wish.Means(asked with { Conversation = new Conversation("T1", "C1", "1.2", "1.4") }), Is.True, "it was asked in the thread");
        Assert.That(stop.Wish.Means(asked with { Conversation = new Conversation("T1", "C1", "1.1", "1.4") }), Is.False, "another thread");
        Assert.That(stop.Wish.Means(asked with { Conversation = new Conversation("T1", "C2", "1.2", "1.4") }), Is.False, "another channel");
    }

    [Test]
    public void A_bare_stop_is_heard_where_only_mentions_are_questions()
    {
        _options.Listen = ListeningMode.Mentions;
        var stop = (StopWanted)Read(Envelopes.Event("""{"type":"message","channel_type":"channel","user":"U2","text":"stop","ts":"1.5","thread_ts":"1.2","channel":"C1"}"""));
        Assert.That((stop.Wish, stop.IfNothing), Is.EqualTo((new StopThread("C1", "1.2", "U2") { SaidAt = SlackTs.ToTime("1.5") }, (Notice?)null)));
    }

    [Test]
    public void To_stop_is_part_of_longer_sentences_that_are_questions() =>
        Assert.That(Read(Envelopes.Event("""{"type":"app_mention","user":"U2","text":"<@UJAMIE> stop the canary?","ts":"1.5","thread_ts":"1.2","channel":"C1"}""")), Is.InstanceOf<Asked>());

    [Test]
    public void A_reply_in_a_thread_is_a_follow_up_where_Jamie_may_take_part()
    {
        const string Reply = """{"type":"message","channel_type":"channel","user":"U1","text":"and now?","ts":"1.5","thread_ts":"1.2","channel":"C1"}""";
        Assert.That(Asked(Reply).Question.IsFollowUp, Is.True, "nobody knows yet");
        _threads.IsOthers("C1", "1.2");
        Assert.That(Read(Envelopes.Event(Reply)), Is.InstanceOf<Ignored>(), "others' own thread");
        _threads.Joined("C1", "1.2", "1.6");
        Assert.That(Read(Envelopes.Event(Reply)), Is.InstanceOf<Ignored>(), "it was written before Jamie was called");
        _threads.Joined("C1", "1.2", "1.3");
        Assert.That(Asked(Reply).Question.IsFollowUp, Is.True, "Jamie has answered there");
    }

    [Test]
    public void A_reply_that_names_somebody_else_is_not_for_Jamie() => Assert.That(
        Read(Envelopes.Event("""{"type":"message","channel_type":"channel","user":"U1","text":"<@U2> and now?","ts":"1.5","thread_ts":"1.2","channel":"C1"}""")), Is.InstanceOf<Ignored>());

    [TestCase(ListeningMode.Mentions, "1.2", false)]
    [TestCase(ListeningMode.Mentions, null, false)]
    [TestCase(ListeningMode.Threads, "1.2", true)]
    [TestCase(ListeningMode.Threads, null, false)]
    [TestCase(ListeningMode.All, "1.2", true)]
    [TestCase(ListeningMode.All, null, true)]
    public void A_channel_has_its_own_rule_of_what_is_a_question(ListeningMode mode, string? thread, bool isQuestion)
    {
        _options.Listen = mode == ListeningMode.All ? ListeningMode.Mentions : ListeningMode.All;
        _options.Channels["C1"] = new ChannelOptions { Listen = mode };
        var inThread = thread is null ? "" : $"\"thread_ts\":\"{thread}\",";
        var reading = Read(Envelopes.Event($$"""{"type":"message","channel_type":"channel","user":"U1","text":"and now?","ts":"1.5",{{inThread}}"channel":"C1"}"""));
        Assert.That(reading, isQuestion ? Is.InstanceOf<Asked>() : Is.InstanceOf<Ignored>());
    }

    [Test]
    public void An_edited_question_is_the_same_question_in_other_words()
    {
        var asked = Asked("""{"type":"app_mention","user":"U1","text":"<@UJAMIE> why?","ts":"1.2","channel":"C1"}""");
        var edited = Read(Envelopes.Event(
            """{"type":"message","subtype":"message_changed","hidden":true,"message":{"type":"message","user":"U1","text":"<@UJAMIE> why not?","ts":"1.2"},"previous_message":{"ts":"1.2"},"ts":"1.6","channel":"C1"}"""));
        Assert.That(edited, Is.EqualTo(new Edited(asked.Question.Conversation.Channel, asked.Question.Conversation.Message!, "why not?", SlackTs.ToTime("1.6"))));
    }

    [TestCase("why, folks?", false)]
    [TestCase("<@U2> why?", false)]
    [TestCase("<@UJAMIE> why?", true)]
    public void An_edited_question_that_does_not_name_Jamie_any_more_is_none(string text, bool isQuestion)
    {
        _options.Listen = ListeningMode.Threads;
        var edited = Read(Envelopes.Event(
            $$$"""{"type":"message","subtype":"message_changed","hidden":true,"message":{"type":"message","user":"U1","text":"{{{text}}}","ts":"1.2"},"previous_message":{"ts":"1.2","text":"<@UJAMIE> how?"},"ts":"1.6","channel":"C1"}"""));
        Assert.That(edited, isQuestion ? Is.EqualTo(new Edited("C1", "1.2", "why?", SlackTs.ToTime("1.6"))) : Is.EqualTo(new Withdrawn("C1", "1.2", Gone: null)));
    }

    [TestCase("<@UJAMIE> stop", typeof(StopWanted))]
    [TestCase("<@UJAMIE>", typeof(Edited))]
    [TestCase("<@UJAMIE> how?", typeof(Ignored))]
    public void New_words_of_a_question_are_judged_like_those_of_a_new_one(string text, Type reading) => Assert.That(
        Read(Envelopes.Event(
            $$$"""{"type":"message","subtype":"message_changed","hidden":true,"message":{"type":"message","user":"U1","text":"{{{text}}}","ts":"1.2"},"previous_message":{"ts":"1.2","text":"<@UJAMIE> how?"},"ts":"1.6","channel":"C1"}""")),
        Is.InstanceOf(reading));

    [TestCase("""{"type":"message","subtype":"message_deleted","hidden":true,"deleted_ts":"1.2","previous_message":{"user":"U1","ts":"1.2"},"ts":"1.6","channel":"C1"}""")]
    [TestCase("""{"type":"message","subtype":"message_changed","hidden":true,"message":{"subtype":"tombstone","user":"USLACKBOT","text":"This message was deleted.","ts":"1.2"},"previous_message":{"user":"U1","ts":"1.2"},"ts":"1.6","channel":"C1"}""")]
    public void A_deleted_question_is_not_wanted_any_more(string inner)
    {
        var asked = Asked("""{"type":"app_mention","user":"U1","text":"<@UJAMIE> why?","ts":"1.2","channel":"C1"}""");
        Assert.That(Read(Envelopes.Event(inner)), Is.EqualTo(new Withdrawn(asked.Question.Conversation.Channel, asked.Question.Conversation.Message!, asked.Key)));
    }

    [Test]
    public void Jamies_own_edits_mean_nothing() => Assert.That(
        Read(Envelopes.Event("""{"type":"message","subtype":"message_changed","hidden":true,"message":{"bot_id":"B1","user":"UJAMIE","text":"longer","ts":"1.3"},"ts":"1.6","channel":"C1"}""")),
        Is.InstanceOf<Ignored>());

    [TestCase("""{"type":"message","channel_type":"channel","user":"U1","text":"just talking","ts":"1.2","channel":"C1"}""")]
    [TestCase("""{"type":"message","channel_type":"channel","user":"U1","text":"hi <@UJAMIE2>","ts":"1.2","channel":"C1"}""")]
    [TestCase("""{"type":"message","channel_type":"im","user":"UJAMIE","text":"my own","ts":"1.2","channel":"D1"}""")]
    [TestCase("""{"type":"message","channel_type":"im","user":"UJAMIE","bot_id":"B1","text":"my own","ts":"1.2","channel":"D1"}""")]
    [TestCase("""{"type":"app_mention","user":"UB","bot_id":"B999","text":"<@UJAMIE> from a bot","ts":"1.2","channel":"C1"}""")]
    [TestCase("""{"type":"message","subtype":"bot_message","bot_id":"B888","text":"<@UJAMIE> classic","ts":"1.2","channel":"C1"}""")]
    [TestCase("""{"type":"message","subtype":"message_changed","hidden":true,"message":{"text":"new"},"ts":"1.2","channel":"C1","channel_type":"im"}""")]
    [TestCase("""{"type":"message","subtype":"message_deleted","hidden":true,"ts":"1.2","channel":"C1","channel_type":"im"}""")]
    [TestCase("""{"type":"message","subtype":"channel_join","user":"U1","text":"<@U1> has joined","ts":"1.2","channel":"C1"}""")]
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

    private Asked Asked(string inner, string eventId = "Ev1") => (Asked)Read(Envelopes.Event(inner, eventId));

    private T NoticeOf<T>(SocketModeEnvelope envelope)
        where T : Notice => (T)((Noticed)Read(envelope)).Notice;

    private Reading Read(SocketModeEnvelope envelope) => EnvelopeReader.Read(envelope, new IntakeRules(Microsoft.Extensions.Options.Options.Create(_options), _threads, _identity), Now);
}
