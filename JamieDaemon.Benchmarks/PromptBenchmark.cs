using BenchmarkDotNet.Attributes;
using JamieDaemon.Answering;

namespace JamieDaemon.Benchmarks;

/// <summary>The prompt of a question below twenty messages.</summary>
public class PromptBenchmark
{
    private readonly AnsweringOptions _options = new();
    private readonly ConversationContext _context = new() { Place = "incidents", Asker = "Ada", Messages = [.. Enumerable.Range(0, 20).Select(Said)] };

    private readonly Question _question = new()
    {
        Id = "7k2mabcdef",
        Kind = QuestionKind.Mention,
        Text = "why did the payments database fail over?",
        Asker = "U1",
        Conversation = new Conversation("T1", "C1", "1700000000.000100", "1700000000.000100"),
        AskedAt = DateTimeOffset.UnixEpoch,
    };

    [Benchmark]
    [Limit(microseconds: 100, bytes: 40_000)]
    public Prompt TwentyMessages() => PromptBuilder.Build(_options.SystemPrompt, _options.PromptTokens, _question, _context);

    private static ContextMessage Said(int number) => new(
        number % 3 == 0 ? "Grace" : "Ada", $"{number}: latency on the checkout pods is up since 12:0{number % 10}, p99 is 2.4 s, three restarts with exit code 137.", FromJamie: number % 5 == 4)
    {
        At = DateTimeOffset.UnixEpoch.AddMinutes(number),
    };
}
