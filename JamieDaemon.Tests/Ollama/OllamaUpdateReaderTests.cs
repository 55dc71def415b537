using System.Text.Json;
using JamieDaemon.Ollama;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Tests.Ollama;

public sealed class OllamaUpdateReaderTests
{
    private const string End =
        """{"model":"llama3.2","created_at":"2025-07-07T20:22:19.19314Z","message":{"role":"assistant","content":""},"done_reason":"stop","done":true,"total_duration":182242375,"load_duration":41295167,"prompt_eval_count":169,"prompt_eval_duration":24573166,"eval_count":15,"eval_duration":115959084}""";

    [Test]
    public void Lines_as_the_documentation_prints_them_become_one_message()
    {
        var response = Read(
            """{"model":"llama3.2","created_at":"2023-08-04T08:52:19.385406455-07:00","message":{"role":"assistant","content":"Check ","images":null},"done":false}""",
            """{"model":"llama3.2","created_at":"2023-08-04T08:52:19.485406455-07:00","message":{"role":"assistant","content":"the pods."},"done":false}""",
            End).ToChatResponse();

        Assert.That(response.Messages, Has.Count.EqualTo(1));
        Assert.That(response.Text, Is.EqualTo("Check the pods."));
        Assert.That(response.ModelId, Is.EqualTo("bruno-sre"));
        Assert.That(response.FinishReason, Is.EqualTo(ChatFinishReason.Stop));
        Assert.That(response.Usage!.InputTokenCount, Is.EqualTo(169));
        Assert.That(response.Usage.OutputTokenCount, Is.EqualTo(15));
        Assert.That(response.Usage.TotalTokenCount, Is.EqualTo(184));
        Assert.That(response.Usage.AdditionalCounts!["load_duration"], Is.EqualTo(41295167));
    }

    [Test]
    public void A_time_stamp_of_any_precision_is_read_and_a_broken_one_costs_nothing()
    {
        var updates = Read(
            Line("""{"thinking":"a"}""", "2023-08-04T08:52:19.385406455-07:00"), Line("""{"content":"b"}""", "yesterday", isDone: true));

        Assert.That(updates[0].CreatedAt, Is.EqualTo(new DateTimeOffset(2023, 8, 4, 8, 52, 19, TimeSpan.FromHours(-7)).AddTicks(3854064)));
        Assert.That(updates[1].CreatedAt, Is.Null);
    }

    [Test]
    public void Thoughts_are_kept_apart_from_the_answer_even_on_one_line()
    {
        var response = Read(Line("""{"content":"Yes.","thinking":"hm"}"""), End).ToChatResponse();

        Assert.That(response.Text, Is.EqualTo("Yes."));
        Assert.That(response.Messages[0].Contents.OfType<TextReasoningContent>().Single().Text, Is.EqualTo("hm"));
    }

    [TestCase("""{"content":"","tool_calls":[{"id":"call_1","function":{"name":"promql","arguments":{"query":"up"}}}]}""")]
    [TestCase("""{"content":"","tool_calls":[{"id":"call_1","function":{"name":"promql","arguments":"{\"query\":\"up\"}"}}]}""",
        Description = "Some layers in between make the arguments a string.")]
    public void A_tool_call_is_read_from_any_line_and_says_so_at_the_end(string message)
    {
        foreach (var lines in new[] { new[] { Line(message), End }, [Line(message, isDone: true)] })
        {
            var response = Read(lines).ToChatResponse();
            var call = response.Messages[0].Contents.OfType<FunctionCallContent>().Single();
            Assert.That(call.CallId, Is.EqualTo("call_1"));
            Assert.That(call.Name, Is.EqualTo("promql"));
            Assert.That(call.Arguments!["query"]!.ToString(), Is.EqualTo("up"));
            Assert.That(response.FinishReason, Is.EqualTo(ChatFinishReason.ToolCalls));
        }
    }

    [Test]
    public void A_tool_call_with_broken_arguments_carries_the_reason_and_an_id_of_its_own()
    {
        var call = Read(Line("""{"tool_calls":[{"function":{"name":"promql","arguments":"{oops"}}]}"""), End)
            .ToChatResponse().Messages[0].Contents.OfType<FunctionCallContent>().Single();

        Assert.That(call.Exception, Is.InstanceOf<JsonException>());
        Assert.That(call.CallId, Does.StartWith("call_"));
    }

    [Test]
    public void The_last_words_may_stand_on_the_last_line_and_leaked_tags_go()
    {
        var updates = Read(Line("""{"content":"<think>hm</think>Al"}"""), Line("""{"content":"most."}""", isDone: true));

        Assert.That(updates.ToChatResponse().Text, Is.EqualTo("Almost."));
        Assert.That(updates[^1].FinishReason, Is.EqualTo(ChatFinishReason.Length));
    }

    [TestCase("""{"done":true,"done_reason":"load"}""", OllamaEmptyReason.OnlyLoaded)]
    [TestCase("""{"done":true,"done_reason":"unload"}""", OllamaEmptyReason.OnlyLoaded)]
    [TestCase("""{"message":{"content":"","thinking":"hm"},"done":true,"done_reason":"length"}""", OllamaEmptyReason.OnlyThoughts)]
    [TestCase("""{"message":{"content":"<think>hm"},"done":true,"done_reason":"length"}""", OllamaEmptyReason.OnlyThoughts)]
    [TestCase("""{"message":{"content":""},"done":true,"done_reason":"length","eval_count":1}""", OllamaEmptyReason.WindowFull)]
    [TestCase("""{"message":{"content":"\n"},"done":true,"done_reason":"stop"}""", OllamaEmptyReason.Silence)]
    [TestCase("""{"message":{"content":null},"done":true}""", OllamaEmptyReason.Silence)]
    public void An_empty_answer_is_never_passed_off_as_one(string line, OllamaEmptyReason reason)
    {
        var exception = Assert.Throws<OllamaEmptyAnswerException>(() => Read(line));
        Assert.That(exception!.Reason, Is.EqualTo(reason));
        Assert.That(exception.IsTransient, Is.EqualTo(reason == OllamaEmptyReason.Silence));
    }

    [Test]
    public void A_line_of_something_else_is_not_taken_for_an_answer() =>
        Assert.That(() => Read("""{"choices":[{"text":"hi"}]}"""), Throws.TypeOf<OllamaProtocolException>());

    private static string Line(string message, string createdAt = "2025-07-07T20:22:19Z", bool isDone = false) =>
        $$"""{"created_at":"{{createdAt}}","message":{{message}},"done":{{(isDone ? "true,\"done_reason\":\"length\"" : "false")}}}""";

    private static List<ChatResponseUpdate> Read(params string[] lines)
    {
        var reader = new OllamaUpdateReader("bruno-sre", new Uri("http://127.0.0.1:11434/"));
        return [.. lines
            .Select(line => reader.Read(JsonSerializer.Deserialize(line, OllamaJsonContext.Default.OllamaChatChunk)!))
            .OfType<ChatResponseUpdate>()];
    }
}
