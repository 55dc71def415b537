using System.Text;
using System.Text.Json;
using JamieDaemon.Slack.WebApi;

namespace JamieDaemon.Tests.Slack.WebApi;

public sealed class ResponseUrlReaderTests
{
    [TestCase("ok", true, null)]
    [TestCase("", true, null)]
    [TestCase("""{"ok":true}""", true, null)]
    [TestCase("""{"ok":false,"error":"invalid_blocks"}""", false, "invalid_blocks")]
    [TestCase("expired_url", false, "expired_url")]
    public void Plain_words_and_JSON_are_both_read(string body, bool ok, string? error)
    {
        var response = ResponseUrlReader.Read(Encoding.UTF8.GetBytes(body));
        Assert.That((response?.Ok, response?.Error), Is.EqualTo((ok, error)));
    }

    [TestCase("<html>Welcome to our network</html>")]
    [TestCase("Not Found")]
    public void A_page_is_not_an_answer(string body) =>
        Assert.That(ResponseUrlReader.Read(Encoding.UTF8.GetBytes(body)), Is.Null);

    [Test]
    public void Half_an_object_is_an_error() =>
        Assert.That(() => ResponseUrlReader.Read("""{"ok":"""u8), Throws.InstanceOf<JsonException>());
}
