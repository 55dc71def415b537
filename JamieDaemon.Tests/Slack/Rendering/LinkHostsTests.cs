using JamieDaemon.Slack.Rendering;

namespace JamieDaemon.Tests.Slack.Rendering;

public sealed class LinkHostsTests
{
    private static readonly LinkHosts Hosts = new(["example.com", "*.corp.example"]);

    [TestCase("https://example.com", ExpectedResult = true)]
    [TestCase("HTTP://EXAMPLE.com:8080/a?b=c&d#e", ExpectedResult = true)]
    [TestCase("https://example.com?x", ExpectedResult = true)]
    [TestCase("https://a.b.corp.example/x", ExpectedResult = true)]
    [TestCase("https://corp.example/", ExpectedResult = false)]
    [TestCase("https://evilcorp.example/", ExpectedResult = false)]
    [TestCase("https://www.example.com/", ExpectedResult = false)]
    [TestCase("https://example.com.evil.example/", ExpectedResult = false)]
    [TestCase("https://example.com@evil.example/", ExpectedResult = false)]
    [TestCase("https://evil.example\\@example.com/", ExpectedResult = false)]
    [TestCase("https://evil.example/.corp.example", ExpectedResult = false)]
    [TestCase("https://evil.example#.corp.example", ExpectedResult = false)]
    [TestCase("https://.corp.example/", ExpectedResult = false)]
    [TestCase("https://example.com。evil.example/", ExpectedResult = false)]
    [TestCase("https://example.com:80@evil.example/", ExpectedResult = false)]
    [TestCase("https://example.com/a|b", ExpectedResult = false)]
    [TestCase("https://example.com/><!channel>", ExpectedResult = false)]
    [TestCase("https:example.com", ExpectedResult = false)]
    [TestCase("//example.com", ExpectedResult = false)]
    [TestCase("ftp://example.com", ExpectedResult = false)]
    [TestCase("javascript://example.com/%0aalert(1)", ExpectedResult = false)]
    [TestCase("", ExpectedResult = false)]
    public bool An_address_is_allowed_by_its_host_alone(string address) => Hosts.Allows(address);

    [TestCase("example.com", ExpectedResult = true)]
    [TestCase("*.example.com", ExpectedResult = true)]
    [TestCase("localhost", ExpectedResult = true)]
    [TestCase("*", ExpectedResult = false)]
    [TestCase("*.", ExpectedResult = false)]
    [TestCase("a.*.com", ExpectedResult = false)]
    [TestCase("https://example.com", ExpectedResult = false)]
    [TestCase("example.com/path", ExpectedResult = false)]
    [TestCase("example..com", ExpectedResult = false)]
    [TestCase("-example.com", ExpectedResult = false)]
    [TestCase("", ExpectedResult = false)]
    public bool An_entry_is_a_host_or_all_below_one(string entry) => LinkHosts.IsEntry(entry);
}
