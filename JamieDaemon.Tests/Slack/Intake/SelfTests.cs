using JamieDaemon.Slack;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Slack.WebApi;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Slack.Intake;

/// <summary>Slack delivers an event once and names one of those who may see it, not always us: https://docs.slack.dev/apis/events-api/#authorizations.</summary>
public sealed class SelfTests
{
    private static readonly EventsApiPayload OfOthers = new() { Authorizations = [new EventAuthorization { UserId = "UOTHER", IsBot = true }] };

    private readonly SlackIdentity _identity = new();

    [Test]
    public void As_documented_a_mention_in_mid_sentence_is_ours_also_when_the_event_names_somebody_else()
    {
        _identity.Learn(new AuthTestResponse { UserId = "UJ" });
        var rules = new IntakeRules(Microsoft.Extensions.Options.Options.Create(new SlackOptions()), new ThreadMemory(), _identity);
        // Envelopes.Event names UJAMIE.
        var asked = EnvelopeReader.Read(
            Envelopes.Event("""{"type":"message","channel_type":"channel","user":"U1","text":"hey <@UJ>, why?","ts":"1.2","channel":"C1"}"""), rules, DateTimeOffset.UnixEpoch) as Asked;
        Assert.That(asked?.Question.Text, Is.EqualTo("hey , why?"));
    }

    [Test]
    public void Our_own_words_are_ours_by_either_name()
    {
        _identity.Learn(new AuthTestResponse { UserId = "UJ" });
        var self = Self.Of(OfOthers, _identity);
        Assert.That((self.Is("UJ"), self.Is("UOTHER"), self.Is("U1"), self.Is(null)), Is.EqualTo((true, true, false, false)));
        Assert.That(self.TakenOutOf("<@UJ> and <@UOTHER> and <@U1>"), Is.EqualTo(" and  and <@U1>"));
    }

    [Test]
    public void While_nobody_knows_who_Jamie_is_the_mention_that_a_text_begins_with_is_taken_for_it()
    {
        var self = Self.Of(new EventsApiPayload(), _identity);
        Assert.That((self.Is(null), self.IsMentionedIn("<@UJ> why?"), self.TakenOutOf("<@UJ> why?")), Is.EqualTo((false, false, " why?")));
    }
}
