using JamieDaemon.Sandbox.Model;

namespace JamieDaemon.Tests.Sandbox.Model;

public sealed class WordEmbeddingTests
{
    [TestCase("pods restart in a loop")]
    [TestCase("")]
    [TestCase("…!?")]
    public void Every_text_has_a_vector_of_length_one(string text) =>
        Assert.That(Dot(text, text), Is.EqualTo(1).Within(1e-6));

    [Test]
    public void Texts_that_share_words_lie_closer()
    {
        Assert.That(Dot("Pods restart, again", "again the PODS restart"), Is.GreaterThan(0.7));
        Assert.That(Dot("pods restart", "quarterly budget"), Is.LessThan(0.3));
    }

    // The published vectors of FNV-1a: the hash must be the same in every process.
    [TestCase("", 0x811C9DC5)]
    [TestCase("a", 0xE40C292C)]
    [TestCase("foobar", 0xBF9CF968)]
    public void The_hash_is_FNV_1a(string text, uint hash) => Assert.That(WordEmbedding.Hash(text), Is.EqualTo(hash));

    private static double Dot(string left, string right) =>
        WordEmbedding.Of(left, 256).Zip(WordEmbedding.Of(right, 256), (a, b) => (double)a * b).Sum();
}
