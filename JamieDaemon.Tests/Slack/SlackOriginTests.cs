using JamieDaemon.Slack;

namespace JamieDaemon.Tests.Slack;

public sealed class SlackOriginTests
{
    private const string Slack = "https://slack.com/api/";
    private const string Gateway = "https://slack-gateway.corp.example/api/";
    private const string Sandbox = "http://127.0.0.1:8080/api/";

    [TestCase(Slack, "wss://wss-primary.slack.com/link/?ticket=1", true)]
    [TestCase(Slack, "wss://WSS-PRIMARY.SLACK.COM/link/", true)]
    [TestCase(Slack, "wss://slack.com/link/", true)]
    [TestCase(Slack, "wss://cerberus-xxxx.lb.slack-msgs.com/link/", true)]
    [TestCase(Slack, "wss://a.slack-edge.com/link/", true)]
    [TestCase(Slack, "wss://wss-primary.slack-gov.com/link/", true)]
    [TestCase(Slack, "ws://wss-primary.slack.com/link/", false)]
    [TestCase(Slack, "https://wss-primary.slack.com/link/", false)]
    [TestCase(Slack, "wss://wss-primary.slack.com:8443/link/", false)]
    [TestCase(Slack, "wss://user:password@slack.com/", false)]
    [TestCase(Slack, "wss://slack.com@attacker.example/", false)]
    [TestCase(Slack, "wss://slack.com.attacker.example/", false)]
    [TestCase(Slack, "wss://notslack.com/", false)]
    [TestCase(Slack, "ws://127.0.0.1:8080/", false)]
    [TestCase(Slack, "wss://127.0.0.1:8080/", false)]
    [TestCase(Gateway, "wss://slack-gateway.corp.example:9000/link", true)]
    [TestCase(Gateway, "wss://wss-primary.slack.com/link/", true)]
    [TestCase(Gateway, "ws://slack-gateway.corp.example/link", false)]
    [TestCase(Gateway, "wss://other.corp.example/link", false)]
    [TestCase(Sandbox, "ws://127.0.0.1:9999/link", true)]
    [TestCase(Sandbox, "ws://localhost:9999/link", true)]
    [TestCase(Sandbox, "ws://[::1]:9999/link", true)]
    [TestCase(Sandbox, "wss://localhost/link", true)]
    [TestCase(Sandbox, "ws://10.0.0.1/link", false)]
    public void A_socket_is_opened_to_Slack_encrypted_or_from_loopback_to_loopback(string api, string socket, bool allowed) =>
        Assert.That(new SlackOrigin(new Uri(api)).AllowsSocket(new Uri(socket)), Is.EqualTo(allowed));

    [TestCase(Slack, "https://hooks.slack.com/commands/T1/2/x", true)]
    [TestCase(Slack, "https://hooks.slack-gov.com/commands/T1/2/x", true)]
    [TestCase(Slack, "http://hooks.slack.com/commands/T1/2/x", false)]
    [TestCase(Slack, "wss://hooks.slack.com/commands/T1/2/x", false)]
    [TestCase(Slack, "https://hooks.slack.com.attacker.example/", false)]
    [TestCase(Slack, "https://169.254.169.254/latest/meta-data", false)]
    [TestCase(Slack, "http://localhost:11434/", false)]
    [TestCase(Sandbox, "http://127.0.0.1:8080/response/1", true)]
    [TestCase(Sandbox, "http://hooks.slack.com/commands", false)]
    public void An_answer_goes_to_Slack_encrypted_or_from_loopback_to_loopback(string api, string url, bool allowed) =>
        Assert.That(new SlackOrigin(new Uri(api)).AllowsResponseUrl(new Uri(url)), Is.EqualTo(allowed));

    [TestCase(Slack, "https://files.slack.com/files-pri/T1-F1/a.log", true)]
    [TestCase(Slack, "https://acme.slack.com/files/a", true)]
    [TestCase(Slack, "http://files.slack.com/files-pri/T1-F1/a.log", false)]
    [TestCase(Slack, "https://slack-files.com/T1-F1-public", false)]
    [TestCase(Slack, "https://files.slack.com.attacker.example/a.log", false)]
    [TestCase(Slack, "https://drive.example/a.log", false)]
    [TestCase(Slack, "https://files.slack.com@attacker.example/a.log", false)]
    [TestCase(Slack, "https://files.slack.com:x@files.slack.com/a.log", false)]
    [TestCase(Slack, "https://files.slack.com%2f@attacker.example/a.log", false)]
    [TestCase(Slack, "https://attacker.example/https://files.slack.com/a.log", false)]
    [TestCase(Slack, "https://attacker.example#.slack.com/a.log", false)]
    [TestCase(Slack, "https://attacker.example?.slack.com/a.log", false)]
    [TestCase(Slack, "https://files-slack.com/a.log", false)]
    [TestCase(Slack, "https://xn--slck-1na.com/a.log", false)]
    [TestCase(Slack, "https://files.slаck.com/a.log", false, TestName = "A host with a Cyrillic letter")]
    [TestCase(Slack, "https://files。slack.com.attacker.example/a.log", false, TestName = "A host with an ideographic full stop")]
    [TestCase(Slack, "https://files.slack.com:8443/a.log", false)]
    [TestCase(Slack, "https://slack.com.:443/a.log", false)]
    [TestCase(Slack, "https://[::ffff:127.0.0.1]/a.log", false)]
    [TestCase(Slack, "https://2130706433/a.log", false)]
    [TestCase(Slack, "file:///etc/passwd", false)]
    [TestCase(Slack, "ftp://files.slack.com/a.log", false)]
    [TestCase(Slack, "//files.slack.com/a.log", false)]
    [TestCase(Slack, "http://127.0.0.1:8080/a.log", false)]
    [TestCase(Sandbox, "http://127.0.0.1:9999/files/a.log", true)]
    public void A_file_is_fetched_from_Slack_encrypted_or_from_loopback_to_loopback(string api, string url, bool allowed) =>
        Assert.That(new SlackOrigin(new Uri(api)).AllowsFile(new Uri(url)), Is.EqualTo(allowed));

    [TestCase("https://slack.com/api/", true)]
    [TestCase("https://10.0.0.1:8443/slack", true)]
    [TestCase("http://localhost:8080/api/", true)]
    [TestCase("http://[::1]:8080/api/", true)]
    [TestCase("http://slack.com/api/", false)]
    [TestCase("https://user:password@slack.com/api/", false)]
    [TestCase("ftp://slack.com/api/", false)]
    [TestCase("/api/", false)]
    public void The_API_is_called_encrypted_or_on_loopback(string api, bool allowed) =>
        Assert.That(SlackOrigin.AllowsApi(new Uri(api, UriKind.RelativeOrAbsolute)), Is.EqualTo(allowed));

    [Test]
    public void A_relative_address_is_nobodys() =>
        Assert.That(new SlackOrigin(new Uri(Slack)).AllowsResponseUrl(new Uri("commands/1", UriKind.Relative)), Is.False);
}
