using System.Text.Json;
using System.Text.Json.Nodes;
using JamieDaemon.Ollama;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Tests.Ollama;

public sealed class OllamaRequestBuilderTests
{
    private static readonly ChatMessage Hello = new(ChatRole.User, "Hello");

    [Test]
    public void A_plain_question_carries_everything_that_must_not_be_left_to_the_server() =>
        Assert.That(Json([Hello]), Is.EqualTo(Normal("""
            {
              "model": "bruno-sre",
              "messages": [{ "role": "user", "content": "Hello" }],
              "stream": true,
              "think": false,
              "keep_alive": "5m",
              "options": { "num_ctx": 8192, "num_predict": 1024 }
            }
            """)));

    [Test]
    public void A_caller_may_choose_all_but_the_window()
    {
        var wishes = new ChatOptions
        {
            ModelId = "other",
            Instructions = "Be brief.",
            MaxOutputTokens = 7,
            Temperature = 0.5f,
            TopP = 0.25f,
            TopK = 3,
            FrequencyPenalty = 0.125f,
            PresencePenalty = 0.75f,
            Seed = 42,
            StopSequences = ["END"],
            ResponseFormat = ChatResponseFormat.Json,
            AdditionalProperties = new() { ["num_ctx"] = 1 },
        };

        Assert.That(Json([Hello], wishes), Is.EqualTo(Normal("""
            {
              "model": "other",
              "messages": [{ "role": "system", "content": "Be brief." }, { "role": "user", "content": "Hello" }],
              "stream": true,
              "think": false,
              "keep_alive": "5m",
              "options": {
                "num_ctx": 8192, "num_predict": 7, "temperature": 0.5, "top_p": 0.25, "top_k": 3,
                "frequency_penalty": 0.125, "presence_penalty": 0.75, "seed": 42, "stop": ["END"]
              },
              "format": "json"
            }
            """)));
    }

    [TestCase("5m", "\"5m\"")]
    [TestCase("-1", "-1")]
    [TestCase("300", "300", Description = "Seconds count only as a JSON number.")]
    public void Keep_alive_is_a_duration_or_a_bare_number(string setting, string json) =>
        Assert.That(Part(new OllamaOptions { KeepAlive = setting }, null, "keep_alive"), Is.EqualTo(json));

    [TestCase(null, false, "false")]
    [TestCase(null, true, "true")]
    [TestCase(ReasoningEffort.None, true, "false")]
    [TestCase(ReasoningEffort.Low, false, "\"low\"")]
    [TestCase(ReasoningEffort.High, false, "\"high\"")]
    [TestCase(ReasoningEffort.ExtraHigh, false, "\"max\"")]
    public void Thinking_is_always_said(ReasoningEffort? effort, bool setting, string json)
    {
        var wishes = new ChatOptions { Reasoning = effort is null ? null : new ReasoningOptions { Effort = effort } };
        Assert.That(Part(new OllamaOptions { Think = setting }, wishes, "think"), Is.EqualTo(json));
    }

    [Test]
    public void Tools_calls_results_and_images_are_Ollamas_own_shape()
    {
        var tool = AIFunctionFactory.Create((string query) => query, "promql", "Runs a query.");
        IEnumerable<ChatMessage> messages =
        [
            new(ChatRole.User, [new TextContent("What is this?"), new DataContent(new byte[] { 1, 2, 3 }, "image/png")]),
            new(ChatRole.Assistant,
            [
                new TextReasoningContent("not sent again"),
                new FunctionCallContent("call_1", "promql", new Dictionary<string, object?> { ["query"] = "up" }),
            ]),
            new(ChatRole.Tool, [new FunctionResultContent("call_1", "1"), new FunctionResultContent("call_1", new[] { 2, 3 })]),
        ];

        var json = JsonNode.Parse(Json(messages, new ChatOptions { Tools = [tool] }))!;

        Assert.That(json["messages"]!.ToJsonString(), Is.EqualTo(Normal("""
            [
              { "role": "user", "content": "What is this?", "images": ["AQID"] },
              {
                "role": "assistant", "content": "",
                "tool_calls": [{ "function": { "name": "promql", "arguments": { "query": "up" } }, "id": "call_1" }]
              },
              { "role": "tool", "content": "1", "tool_name": "promql", "tool_call_id": "call_1" },
              { "role": "tool", "content": "[2,3]", "tool_name": "promql", "tool_call_id": "call_1" }
            ]
            """)));
        Assert.That(json["tools"]![0]!["type"]!.GetValue<string>(), Is.EqualTo("function"));
        Assert.That(json["tools"]![0]!["function"]!["name"]!.GetValue<string>(), Is.EqualTo("promql"));
        Assert.That(json["tools"]![0]!["function"]!["parameters"]!["properties"]!["query"], Is.Not.Null);
    }

    [Test]
    public void Tools_are_not_offered_when_they_may_not_be_used()
    {
        var wishes = new ChatOptions { Tools = [AIFunctionFactory.Create(() => 1, "one")], ToolMode = ChatToolMode.None };
        Assert.That(OllamaRequestBuilder.Build([Hello], wishes, new OllamaOptions()).Tools, Is.Null);
    }

    [Test]
    public void The_load_call_asks_for_the_same_window_as_the_questions_do()
    {
        var options = new OllamaOptions { NumCtx = 2048 };
        Assert.That(
            OllamaRequestBuilder.BuildLoad(options).Options.NumCtx,
            Is.EqualTo(OllamaRequestBuilder.Build([Hello], null, options).Options.NumCtx));
    }

    private static string Json(IEnumerable<ChatMessage> messages, ChatOptions? wishes = null) => JsonSerializer.Serialize(
        OllamaRequestBuilder.Build(messages, wishes, new OllamaOptions()), OllamaJsonContext.Default.OllamaChatRequest);

    private static string Part(OllamaOptions options, ChatOptions? wishes, string name) => JsonNode.Parse(JsonSerializer.Serialize(
        OllamaRequestBuilder.Build([Hello], wishes, options), OllamaJsonContext.Default.OllamaChatRequest))![name]!.ToJsonString();

    private static string Normal(string json) => JsonNode.Parse(json)!.ToJsonString();
}
