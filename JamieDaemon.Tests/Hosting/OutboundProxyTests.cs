using System.Net;
using JamieDaemon.Hosting;

namespace JamieDaemon.Tests.Hosting;

public sealed class OutboundProxyTests
{
    [TestCase("https://slack.com/api/", "http://proxy.test:3128/")]
    [TestCase("wss://wss-primary.slack.com/", "http://proxy.test:3128/")]
    [TestCase("http://127.0.0.1:11434/", null)]
    [TestCase("ws://localhost:8080/", null)]
    [TestCase("http://[::1]:8080/", null)]
    public void Everything_but_loopback_goes_through_the_proxy_whose_address_holds_no_password(string destination, string? proxy)
    {
        var outbound = new OutboundProxy(new WebProxy("http://user:secret@proxy.test:3128"));
        Assert.That(outbound.GetProxy(new Uri(destination))?.AbsoluteUri, Is.EqualTo(proxy));
        Assert.That(outbound.IsBypassed(new Uri(destination)), Is.EqualTo(proxy is null));
    }
}
