using JamieDaemon.Ollama;

namespace JamieDaemon.Tests.Ollama;

public sealed class OllamaUrlTests
{
    // The table of ollama-python's _parse_host.
    [TestCase("", "http://127.0.0.1:11434/")]
    [TestCase("1.2.3.4", "http://1.2.3.4:11434/")]
    [TestCase(":56789", "http://127.0.0.1:56789/")]
    [TestCase("1.2.3.4:56789", "http://1.2.3.4:56789/")]
    [TestCase("http://1.2.3.4", "http://1.2.3.4:80/")]
    [TestCase("https://1.2.3.4", "https://1.2.3.4:443/")]
    [TestCase("https://1.2.3.4:56789", "https://1.2.3.4:56789/")]
    [TestCase("example.com", "http://example.com:11434/")]
    [TestCase("example.com:56789", "http://example.com:56789/")]
    [TestCase("http://example.com", "http://example.com:80/")]
    [TestCase("https://example.com", "https://example.com:443/")]
    [TestCase("https://example.com:56789", "https://example.com:56789/")]
    [TestCase("example.com/", "http://example.com:11434/")]
    [TestCase("example.com:56789/", "http://example.com:56789/")]
    [TestCase("example.com/path", "http://example.com:11434/path/")]
    [TestCase("example.com:56789/path", "http://example.com:56789/path/")]
    [TestCase("https://example.com:56789/path", "https://example.com:56789/path/")]
    [TestCase("example.com:56789/path/", "http://example.com:56789/path/")]
    [TestCase("[0001:002:003:0004::1]", "http://[1:2:3:4::1]:11434/")]
    [TestCase("[0001:002:003:0004::1]:56789", "http://[1:2:3:4::1]:56789/")]
    [TestCase("http://[0001:002:003:0004::1]", "http://[1:2:3:4::1]:80/")]
    [TestCase("https://[0001:002:003:0004::1]", "https://[1:2:3:4::1]:443/")]
    [TestCase("https://[0001:002:003:0004::1]:56789", "https://[1:2:3:4::1]:56789/")]
    [TestCase("[0001:002:003:0004::1]/path", "http://[1:2:3:4::1]:11434/path/")]
    [TestCase("[0001:002:003:0004::1]:56789/path/", "http://[1:2:3:4::1]:56789/path/")]
    // And some that people write.
    [TestCase("::1", "http://[::1]:11434/")]
    [TestCase(" HTTP://Ollama.internal ", "http://ollama.internal:80/")]
    public void Every_form_of_OLLAMA_HOST_is_understood(string text, string expected)
    {
        Assert.That(OllamaUrl.TryParse(text, out var url), Is.True);
        Assert.That($"{url!.Scheme}://{url.Host}:{url.Port}{url.AbsolutePath}", Is.EqualTo(expected));
    }

    [TestCase("ftp://example.com")]
    [TestCase("unix:///run/ollama.sock")]
    [TestCase("http://user:secret@example.com")]
    [TestCase("example.com:0")]
    [TestCase("example.com:65536")]
    [TestCase("example.com:port")]
    [TestCase("http://example.com/?model=x")]
    [TestCase("http://exa mple.com")]
    public void What_is_no_address_is_refused(string text) => Assert.That(OllamaUrl.TryParse(text, out _), Is.False);

    [TestCase("http://a:11434", "http://a:11434/")]
    [TestCase("a,b:1", "http://a:11434/ http://b:1/")]
    [TestCase(" http://a:11434 , https://b/x ", "http://a:11434/ https://b/x/")]
    public void Several_addresses_stand_with_commas_between_them(string text, string urls)
    {
        Assert.That(OllamaUrl.TryParseAll(text, out var all), Is.True);
        Assert.That(string.Join(' ', all), Is.EqualTo(urls));
    }

    [TestCase("")]
    [TestCase("a,")]
    [TestCase("a,,b")]
    [TestCase("a,ftp://b")]
    [TestCase("a,http://a:11434/")]
    [TestCase("A,a")]
    public void An_address_that_is_none_or_stands_there_twice_is_refused(string text) => Assert.That(OllamaUrl.TryParseAll(text, out _), Is.False);
}
