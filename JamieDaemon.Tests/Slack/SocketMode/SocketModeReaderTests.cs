using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.SocketMode;

public sealed class SocketModeReaderTests
{
    private static IEnumerable<string> EnvelopeVectors => Vectors.Names("env-");

    private static IEnumerable<string> BodyVectors => Vectors.Names("body-");

    [TestCaseSource(nameof(EnvelopeVectors))]
    public void Every_envelope_of_the_SDKs_is_read_with_its_id_and_type(string name)
    {
        var vector = Vectors.Read(name);
        using var json = JsonDocument.Parse(vector);
        var type = json.RootElement.GetProperty("type").GetString();

        var message = SocketModeReader.Read(vector);

        Assert.That(message, Is.InstanceOf(type switch
        {
            "events_api" => typeof(EventsApiEnvelope),
            "slash_commands" => typeof(SlashCommandEnvelope),
            "interactive" => typeof(InteractiveEnvelope),
            _ => typeof(OtherEnvelope),
        }));
        Assert.That(((SocketModeEnvelope)message).EnvelopeId, Is.EqualTo(json.RootElement.GetProperty("envelope_id").GetString()));
        if (message is OtherEnvelope other) Assert.That((other.Type, other.Problem), Is.EqualTo((type, (string?)null)));
    }

    [TestCaseSource(nameof(BodyVectors))]
    public void Every_payload_of_the_SDKs_is_read_field_by_field(string name)
    {
        var body = Vectors.Read(name);
        using var json = JsonDocument.Parse(body);
        if (json.RootElement.TryGetProperty("command", out _)) Assert.Fail("a slash command among the bodies needs a test of its own");

        var message = (EventsApiEnvelope)SocketModeReader.Read(Envelopes.Around(Encoding.UTF8.GetString(body)));

        var inner = json.RootElement.TryGetProperty("event", out var happened) ? happened : default;
        Assert.Multiple(() =>
        {
            Assert.That(message.Payload.EventId, Is.EqualTo(Text(json.RootElement, "event_id")));
            Assert.That(message.Payload.Event?.Type, Is.EqualTo(Text(inner, "type")));
            Assert.That(message.Payload.Event?.Subtype, Is.EqualTo(Text(inner, "subtype")));
            Assert.That(message.Payload.Event?.Channel, Is.EqualTo(Text(inner, "channel")));
            Assert.That(message.Payload.Event?.User, Is.EqualTo(Text(inner, "user")));
            Assert.That(message.Payload.Event?.Text, Is.EqualTo(Text(inner, "text")));
            Assert.That(message.Payload.Event?.ThreadTs, Is.EqualTo(Text(inner, "thread_ts")));
            Assert.That(message.Payload.Event?.BotId, Is.EqualTo(Text(inner, "bot_id")));
        });

        static string? Text(JsonElement element, string property) =>
            element.ValueKind == JsonValueKind.Object && element.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String
                ? value.GetString()
                : null;
    }

    [Test]
    public void Hello_says_how_many_sockets_the_app_has() =>
        Assert.That(SocketModeReader.Read(Vectors.Read("frame-pysdk-socket_mode_hello_message")), Is.EqualTo(new Hello(2, "A111")));

    [Test]
    public void Disconnect_says_why() =>
        Assert.That(
            SocketModeReader.Read(Vectors.Read("frame-pysdk-socket_mode_disconnect_message")),
            Is.EqualTo(new Disconnect(Disconnect.TooManyWebsockets)));

    [TestCase("""{"envelope_id":"e","type":"events_api","payload":{"event":{"type":"message","user":7""", "events_api")]
    [TestCase("""{"envelope_id":"e","type":"events_api","payload":{"event":[]}}""", "events_api")]
    [TestCase("""{"envelope_id":"e","type":"events_api","payload":null}""", "events_api")]
    [TestCase("""{"envelope_id":"e","type":"events_api"}""", "events_api")]
    [TestCase("""{"payload":"text","envelope_id":"e","type":"slash_commands"}""", "slash_commands")]
    [TestCase("""{"envelope_id":"e","type":"brand_new","payload":[1,2]}""", "brand_new")]
    [TestCase("""{"envelope_id":"e","type":7}""", "unknown")]
    public void An_envelope_that_cannot_be_understood_still_has_its_id_to_acknowledge(string json, string type)
    {
        var envelope = SocketModeReader.Read(Encoding.UTF8.GetBytes(json)) as OtherEnvelope;
        Assert.That((envelope?.EnvelopeId, envelope?.Type), Is.EqualTo(("e", type)));
    }

    [TestCase("")]
    [TestCase("hello")]
    [TestCase("[]")]
    [TestCase("""{"type":"hello" """)]
    [TestCase("""{"type":"events_api","payload":{}}""")]
    public void What_is_no_message_is_said_to_be_unreadable(string text) =>
        Assert.That(SocketModeReader.Read(Encoding.UTF8.GetBytes(text)), Is.InstanceOf<UnreadableMessage>());

    [Test]
    public void Fields_that_hold_another_shape_in_some_events_read_as_nothing()
    {
        var message = (EventsApiEnvelope)SocketModeReader.Read(Envelopes.Around(
            """{"event":{"type":"channel_created","channel":{"id":"C1","name":"new"},"user":{"id":"U1"},"ts":12.5,"event_ts":"1.2"},"event_id":"Ev1"}"""));
        Assert.That(message.Payload.Event, Is.EqualTo(new SlackEvent { Type = "channel_created" }));
    }

    [Test]
    public void A_list_is_read_without_what_does_not_belong_there()
    {
        var message = (EventsApiEnvelope)SocketModeReader.Read(Envelopes.Around("""{"authorizations":[null,7,{"user_id":[],"is_bot":"yes"},{"user_id":"U1","is_bot":true}]}"""));
        Assert.That(message.Payload.Authorizations, Is.EqualTo(new[] { new EventAuthorization(), new EventAuthorization { UserId = "U1", IsBot = true } }));
    }

    [Test]
    public void The_fields_of_a_dialog_are_one_list()
    {
        var message = (InteractiveEnvelope)SocketModeReader.Read(Envelopes.Around(
            """{"view":{"state":{"values":{"a":null,"b":{"c":7,"d":{"value":"first"}},"e":{"f":{"selected_option":{"value":"second"}}}}}}}""", "interactive"));
        Assert.That(
            message.Payload.View?.State?.Values,
            Is.EqualTo(new[] { new InteractiveAction { Value = "first" }, new InteractiveAction { SelectedOption = new InteractiveOption { Value = "second" } } }));
    }

    [TestCase(@"cut \ud83d", "cut \uFFFD")]
    [TestCase(@"\uDE00 cut", "\uFFFD cut")]
    [TestCase(@"\ud83d\ud83d\ude00 \\ud83d \u00e4\ud83d", "\uFFFD😀 \\ud83d ä\uFFFD")]
    public void Half_a_character_costs_no_more_than_itself(string json, string text)
    {
        var message = (EventsApiEnvelope)SocketModeReader.Read(Envelopes.Around($$$"""{"event":{"text":"{{{json}}}"}}"""));
        Assert.That(message.Payload.Event?.Text, Is.EqualTo(text));
    }

    [Test]
    public void Bytes_that_are_no_text_cost_no_more_than_themselves()
    {
        byte[] frame = [.. """{"envelope_id":"e","type":"events_api","payload":{"event":{"text":"why """u8, 0xC3, 0x28, .. """\n?\ud83d"}}}"""u8];
        Assert.That(((EventsApiEnvelope)SocketModeReader.Read(frame)).Payload.Event?.Text, Is.EqualTo("why \uFFFD(\n?\uFFFD"));
    }

    [Test]
    public void No_mutation_of_a_real_frame_makes_the_reader_throw()
    {
        var frames = Vectors.Names("env-").Where(name => !name.EndsWith("4-interactive", StringComparison.Ordinal)).Select(Vectors.Read).ToArray();
        var mutation =
            from frame in Gen.Elements(frames)
            from at in Gen.Choose(0, frame.Length - 1)
            from value in Gen.Choose(0, 255)
            from length in Gen.Choose(1, frame.Length)
            select (frame, at, (byte)value, length);
        Prop.ForAll(mutation.ToArbitrary(), mutated =>
        {
            var (frame, at, value, length) = mutated;
            var copy = frame.ToArray();
            copy[at] = value;
            return SocketModeReader.Read(copy.AsSpan(0, length)) is not null;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }
}
