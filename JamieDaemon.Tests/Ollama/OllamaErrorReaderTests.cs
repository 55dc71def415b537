using System.Net;
using JamieDaemon.Ollama;

namespace JamieDaemon.Tests.Ollama;

public sealed class OllamaErrorReaderTests
{
    private static readonly Uri Server = new("http://127.0.0.1:11434/");

    [TestCase(404, "{\"error\":\"model 'x' not found\"}", typeof(OllamaModelNotFoundException), false, "ollama pull x")]
    [TestCase(404, "404 page not found", typeof(OllamaProtocolException), false, "404 page not found")]
    [TestCase(400, "{\"error\":\"\\\"x\\\" does not support thinking\"}", typeof(OllamaRequestException), false, "Ollama:Think")]
    [TestCase(400, "{\"error\":\"the prompt is longer than the context length currently available to the model\"}",
        typeof(OllamaRequestException), false, "Ollama:NumCtx")]
    [TestCase(401, "{\"error\":\"unauthorized\",\"signin_url\":\"https://ollama.com/connect\"}",
        typeof(OllamaRequestException), false, "Ollama:Authorization")]
    [TestCase(403, "", typeof(OllamaRequestException), false, "OLLAMA_HOST=0.0.0.0")]
    [TestCase(503, "{\"error\":\"server busy, please try again.  maximum pending requests exceeded\"}",
        typeof(OllamaBusyException), true, "too many requests")]
    [TestCase(500, "{\"error\":\"llm busy - no slots available\"}", typeof(OllamaBusyException), true, "too many requests")]
    [TestCase(429, "", typeof(OllamaBusyException), true, "too many requests")]
    [TestCase(500, "{\"error\":\"model runner has unexpectedly stopped\"}", typeof(OllamaServerException), true, "unexpectedly stopped")]
    [TestCase(500, "{\"error\":{\"message\":\"nested\"}}", typeof(OllamaServerException), true, "nested")]
    [TestCase(502, "<html>Bad Gateway</html>", typeof(OllamaServerException), true, "<html>Bad Gateway</html>")]
    [TestCase(504, "", typeof(OllamaServerException), true, "504")]
    [TestCase(302, "", typeof(OllamaProtocolException), false, "Ollama:Url")]
    public void Each_refusal_becomes_the_exception_that_says_what_to_do(int status, string body, Type type, bool isTransient, string says)
    {
        var exception = OllamaErrorReader.FromResponse((HttpStatusCode)status, body, "x", Server);

        Assert.That(exception, Is.TypeOf(type));
        Assert.That(exception.IsTransient, Is.EqualTo(isTransient));
        Assert.That(exception.Message, Does.Contain(says));
        Assert.That((int?)exception.StatusCode, Is.EqualTo(exception is OllamaProtocolException ? null : status));
    }

    [Test]
    public void The_servers_own_sentence_is_kept_and_cut_at_500_characters()
    {
        var exception = OllamaErrorReader.FromResponse(HttpStatusCode.BadGateway, new string('x', 600), "x", Server);

        Assert.That(exception.ServerText, Is.EqualTo(new string('x', 500) + "…"));
        Assert.That(exception.Message, Does.Not.Contain(new string('x', 501)));
    }
}
