using JamieDaemon.Observability.Traces;

namespace JamieDaemon.Tests.Observability.Traces;

public sealed class UrlScrubberTests
{
    [TestCase("https://hooks.slack.com/commands/T1/2/secret", "https://hooks.slack.com/[redacted]")]
    [TestCase("https://hooks.slack.com/actions/T1/2/secret?x=1", "https://hooks.slack.com/[redacted]")]
    [TestCase("https://HOOKS.slack.com:443/services/T1/B2/secret", "https://hooks.slack.com/[redacted]")]
    [TestCase("https://hooks.slack.com/triggers/T1/2/secret", "https://hooks.slack.com/[redacted]")]
    [TestCase("https://hooks.slack.com/workflows/T1/A2/3/secret", "https://hooks.slack.com/[redacted]")]
    [TestCase("https://hooks.slack.com./commands/T1/2/secret", "https://hooks.slack.com./[redacted]")]
    [TestCase("https://hooks.slack.com/%63ommands/T1/2/secret", "https://hooks.slack.com/[redacted]")]
    [TestCase("https://hooks%2Eslack%2Ecom/commands/T1/2/secret", "https://hooks.slack.com/[redacted]")]
    [TestCase("hooks.slack.com/commands/T1/2/secret", "hooks.slack.com/[redacted]")]
    [TestCase("https://slack.com/api/files.upload?token=xoxb-1-secret", "https://slack.com/api/files.upload?[redacted]")]
    [TestCase("https://slack.com/api/chat.postMessage/xoxb-1-secret", "https://slack.com/api/chat.postMessage/[redacted]")]
    [TestCase("https://slack.com/api/chat.postMessage/xoxb%2D1%2Dsecret", "https://slack.com/api/chat.postMessage/[redacted]")]
    [TestCase("https://logfire-us.pydantic.dev/pylf_v1_us_secret/v1", "https://logfire-us.pydantic.dev/[redacted]/v1")]
    [TestCase("https://files.slack.com/files-tmb/T1-F1-secret/a_360.png", "https://files.slack.com/[redacted]")]
    [TestCase("https://acme.files.slack.com/files-pri/T1-F1/secret", "https://acme.files.slack.com/[redacted]")]
    [TestCase("https://hooks.slack-gov.com/commands/T1/2/secret", "https://hooks.slack-gov.com/[redacted]")]
    [TestCase("https://files.slack.com/files-pri/T1-F1/secret.txt", "https://files.slack.com/[redacted]")]
    [TestCase("https://files.slack-gov.com/files-pri/T1-F1/secret.txt", "https://files.slack-gov.com/[redacted]")]
    [TestCase("https://slack-files.com/T1-F1-secret", "https://slack-files.com/[redacted]")]
    [TestCase("https://files.slack.com/files-pri/T1-F1/a.png?pub_secret=secret&t=xoxe-1-secret", "https://files.slack.com/[redacted]")]
    [TestCase("wss://wss-primary.slack.com/link/?ticket=secret&app_id=A1", "wss://wss-primary.slack.com/[redacted]")]
    [TestCase("https://wss-primary.slack.com/link/?*", "https://wss-primary.slack.com/[redacted]")]
    [TestCase("ws://127.0.0.1:4000/link/secret", "ws://127.0.0.1:4000/[redacted]")]
    [TestCase("https://user:secret@proxy.example/path", "https://proxy.example/path")]
    [TestCase("http://127.0.0.1:11434/api/chat?key=secret", "http://127.0.0.1:11434/api/chat?[redacted]")]
    [TestCase("no address, but xoxb-1-secret", "no address, but [redacted]")]
    public void What_could_be_used_is_gone(string address, string scrubbed) => Assert.That(UrlScrubber.Scrub(address), Is.EqualTo(scrubbed));

    [TestCase("https://slack.com/api/chat.postMessage")]
    [TestCase("http://127.0.0.1:11434/api/chat")]
    [TestCase("https://slack.com/api/auth.test?*")]
    [TestCase("https://nothooks-slack.com/a")]
    [TestCase("")]
    public void Everything_else_stays_the_very_same(string address) => Assert.That(UrlScrubber.Scrub(address), Is.SameAs(address));
}
