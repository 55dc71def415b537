using System.Text;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Tests.Slack.WebApi;

public sealed class FormBodyTests
{
    [Test]
    public void Values_are_escaped_and_absent_ones_left_out()
    {
        var body = new FormBody()
            .Add("channel", "C1")
            .Add("cursor", (string?)null)
            .Add("text", "a&b=ü ")
            .Add("limit", 15)
            .Add("inclusive", true)
            .ToBytes();
        Assert.That(Encoding.ASCII.GetString(body), Is.EqualTo("channel=C1&text=a%26b%3D%C3%BC%20&limit=15&inclusive=true"));
    }
}
