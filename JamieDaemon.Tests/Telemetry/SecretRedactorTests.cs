using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Tests.Telemetry;

public sealed class SecretRedactorTests
{
    [TestCase("token xoxb-12-34-abCD set", "token [redacted] set")]
    [TestCase("xoxe.xoxp-1-Mi0yLTE and xoxe-1-My0xLTE", "[redacted] and [redacted]")]
    [TestCase("xapp-1-A0B-99-deadbeef", "[redacted]")]
    [TestCase("LOGFIRE_TOKEN=pylf_v1_us_a1B2c3D4", "LOGFIRE_TOKEN=[redacted]")]
    [TestCase("Authorization: Bearer abc.def-ghi", "Authorization: Bearer [redacted]")]
    [TestCase("POST https://hooks.slack.com/commands/T1/22/s3cret failed", "POST https://hooks.slack.com/[redacted] failed")]
    [TestCase("POST https://hooks.slack-gov.com/commands/T1/22/s3cret failed", "POST https://hooks.slack-gov.com/[redacted] failed")]
    [TestCase("""{"u":"https:\/\/hooks.slack.com\/services\/T\/B\/x"}""", """{"u":"https:\/\/hooks.slack.com\/[redacted]"}""")]
    [TestCase("""{"response_url":"http://127.0.0.1:5/r/abc", "a":1}""", """{"response_url":"[redacted]", "a":1}""")]
    [TestCase("""{\"response_url\":\"https:\/\/x.y\/z\"}""", """{\"response_url\":\"[redacted]\"}""")]
    [TestCase("response_url=http://127.0.0.1:5/r/abc, then", "response_url=[redacted], then")]
    [TestCase("wss://wss.slack.com/link/?ticket=ab-12&app_id=c", "wss://wss.slack.com/link/?ticket=[redacted]&app_id=c")]
    [TestCase("a boxox, no ticket and no hooks", "a boxox, no ticket and no hooks")]
    public void What_is_secret_goes_and_the_rest_stays(string text, string redacted) =>
        Assert.That(SecretRedactor.Redact(text), Is.EqualTo(redacted));

    [Test]
    public void Text_without_secrets_comes_back_as_it_is_and_costs_nothing()
    {
        const string Text = "Answered C0123 in 4.2 s with 812 characters; the queue holds 3 of 100.";
        _ = SecretRedactor.Redact(Text);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var redacted = SecretRedactor.Redact(Text);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(redacted, Is.SameAs(Text));
    }

    [Test]
    public void Redacting_twice_changes_nothing_more() => Prop.ForAll<string>(text =>
    {
        var once = SecretRedactor.Redact($"Bearer {text} xoxb-{text} ticket={text}");
        return SecretRedactor.Redact(once) == once;
    }).QuickCheckThrowOnFailure();

    [Test]
    public void A_token_is_found_wherever_it_stands()
    {
        var surroundings = ArbMap.Default.ArbFor<string>();
        Prop.ForAll(surroundings, surroundings, (before, after) =>
            !SecretRedactor.Redact($"{before}xoxb-1-SECRET {after}").Contains("SECRET", StringComparison.Ordinal))
                .QuickCheckThrowOnFailure();
    }
}
