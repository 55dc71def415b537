using JamieDaemon.Slack;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Slack.Intake;

/// <summary>With replicas one turn must be one event, whichever of them that reaches.</summary>
public sealed class ReplicaTurnTests
{
    [TestCase("""{"type":"app_mention","user":"U1","text":"<@UJAMIE> why?","ts":"1.2","channel":"C1"}""", true)]
    [TestCase("""{"type":"message","channel_type":"channel","user":"U1","text":"<@UJAMIE> why?","ts":"1.2","channel":"C1"}""", false)]
    [TestCase("""{"type":"message","channel_type":"group","user":"U1","text":"<@UJAMIE> why?","ts":"1.2","channel":"G1"}""", false)]
    [TestCase("""{"type":"message","channel_type":"im","user":"U1","text":"<@UJAMIE> why?","ts":"1.2","channel":"D1"}""", true)]
    [TestCase("""{"type":"message","channel_type":"channel","user":"U1","text":"and this?","ts":"1.3","thread_ts":"1.2","channel":"C1"}""", true)]
    public void A_mention_in_a_channel_is_taken_by_one_of_its_two_events_and_nothing_else_is_left_out(string happened, bool isTaken)
    {
        var rules = new IntakeRules(Options.Create(new SlackOptions { ExpectedSockets = 4 }), new ThreadMemory(), new SlackIdentity());
        var reading = EnvelopeReader.Read(Envelopes.Event(happened), rules, DateTimeOffset.UnixEpoch);
        Assert.That(reading, isTaken ? Is.TypeOf<Asked>() : Is.TypeOf<Ignored>());
    }
}
