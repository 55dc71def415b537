using System.Text;
using JamieDaemon.Ollama;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Ollama;

/// <summary>Whatever comes in the place of Ollama's lines: it is words, or one of the failures that say what to do.</summary>
public sealed class NdjsonFuzzTests
{
    private static readonly Uri Server = new("http://127.0.0.1:11434/");

    private static readonly byte[][] Answers =
    [
        Lines(
            """{"model":"m","created_at":"2026-01-01T00:00:00.123456789Z","message":{"role":"assistant","content":"It is "},"done":false}""",
            """{"model":"m","created_at":"2026-01-01T00:00:01Z","message":{"role":"assistant","content":"DNS \ud83d\ude00."},"done":false}""",
            """{"model":"m","created_at":"2026-01-01T00:00:02Z","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","total_duration":5043500667,"load_duration":5025959,"prompt_eval_count":26,"prompt_eval_duration":325953000,"eval_count":290,"eval_duration":4709213000}"""),
        Lines(
            """{"model":"m","message":{"role":"assistant","content":"","thinking":"Hm, "},"done":false}""",
            """{"model":"m","message":{"role":"assistant","content":"<think>well</think> yes"},"done":false}""",
            """{"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"length"}"""),
        Lines(
            """{"model":"m","message":{"role":"assistant","content":"","tool_calls":[{"function":{"name":"get_pods","arguments":{"namespace":"prod","deep":{"a":[1,2,null]}}}}]},"done":false}""",
            """{"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop"}"""),
        Lines("""{"error":"model runner has unexpectedly stopped, this may be due to resource limitations"}"""),
        Lines("""{"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"load"}"""),
    ];

    [Test]
    public async Task Damaged_answers_are_words_or_failures_that_say_what_to_do()
    {
        var damaged = new DamagedBytes(Answers, seed: 20261121);
        var (words, failures) = (0, 0);
        for (var round = 0; round < FuzzRounds.Count; round++)
        {
            var bytes = damaged.Next();
            try
            {
                words += await ReadAsync(bytes);
            }
            catch (Exception failure) when (failure is OllamaException or InvalidDataException)
            {
                failures++;
            }
            catch (Exception crash)
            {
                Assert.Fail($"round {round}: {Encoding.Latin1.GetString(bytes)}\n{crash}");
            }
        }

        // Else the damage is too great, or none, and nothing was tried.
        Assert.That(words, Is.GreaterThan(FuzzRounds.Count / 10));
        Assert.That(failures, Is.GreaterThan(FuzzRounds.Count / 10));
    }

    private static async Task<int> ReadAsync(byte[] bytes)
    {
        await using var lines = new NdjsonReader<OllamaChatChunk>(new MemoryStream(bytes), OllamaJsonContext.Default.OllamaChatChunk);
        var updates = new OllamaUpdateReader("m", Server);
        var words = 0;
        while (await lines.ReadAsync(CancellationToken.None) is { } chunk)
        {
            if (chunk.Error is { } error) throw OllamaErrorReader.FromLine(error, Server);
            if (updates.Read(chunk) is not null) words++;
            if (chunk.Done) break;
        }

        return words;
    }

    private static byte[] Lines(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
}
