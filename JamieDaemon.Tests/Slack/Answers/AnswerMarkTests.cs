using System.Text.Json;
using JamieDaemon.Slack.Answers;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Tests.Slack.Answers;

public sealed class AnswerMarkTests
{
    [TestCase("""{"question_id":"q1","part":2}""", ExpectedResult = true)]
    [TestCase("""{"question_id":"q1","part":2,"more":true}""", ExpectedResult = true)]
    [TestCase("""{"question_id":1,"part":2}""", ExpectedResult = false)]
    [TestCase("""{"question_id":"q1","part":"2"}""", ExpectedResult = false)]
    [TestCase("""{"question_id":"q1","part":2.5}""", ExpectedResult = false)]
    [TestCase("""{"question_id":"q1"}""", ExpectedResult = false)]
    [TestCase("""["q1",2]""", ExpectedResult = false)]
    [TestCase("""null""", ExpectedResult = false)]
    public bool Whatever_is_not_a_mark_reads_as_none(string payload) => AnswerMark.Read(Message("jamie_answer", payload)) == new AnswerMark("q1", 2);

    [Test]
    public void Another_apps_metadata_is_not_a_mark() => Assert.That(AnswerMark.Read(Message("theirs", """{"question_id":"q1","part":2}""")), Is.Null);

    [Test]
    public void A_message_without_metadata_has_none() => Assert.That(AnswerMark.Read(new SlackMessage { Ts = "1.2" }), Is.Null);

    private static SlackMessage Message(string type, string payload) => new()
    {
        Ts = "1.2",
        Metadata = new MessageMetadata { EventType = type, EventPayload = JsonDocument.Parse(payload).RootElement },
    };
}
