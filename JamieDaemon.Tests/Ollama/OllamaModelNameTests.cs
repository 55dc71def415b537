using JamieDaemon.Ollama;

namespace JamieDaemon.Tests.Ollama;

public sealed class OllamaModelNameTests
{
    [TestCase("bruno-sre", "bruno-sre:latest", true)]
    [TestCase("Bruno-SRE", "bruno-sre", true)]
    [TestCase("llama3.2:1b", "llama3.2:1B", true)]
    [TestCase("registry.ollama.ai/library/llama3.2", "llama3.2:latest", true)]
    [TestCase("hub:5000/team/x", "hub:5000/team/x:latest", true)]
    [TestCase("llama3.2:1b", "llama3.2:3b", false)]
    [TestCase("team/llama3.2", "llama3.2", false)]
    public void Names_are_compared_as_Ollama_compares_them(string left, string right, bool same) =>
        Assert.That(OllamaModelName.Same(left, right), Is.EqualTo(same));
}
