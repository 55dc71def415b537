using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Sandbox.Model;

public sealed class ModelServerTests
{
    private const string Question = """{"model":"bruno-sre","messages":[{"role":"user","content":"Is it DNS?"}]}""";

    [TestCase("GET", "/", "", 200, "Ollama is running")]
    [TestCase("HEAD", "/", "", 200, "")]
    [TestCase("HEAD", "/api/version", "", 200, "")]
    [TestCase("GET", "/api/version", "", 200, """{"version":"0.32.9"}""")]
    [TestCase("GET", "/v2", "", 404, "404 page not found")]
    [TestCase("GET", "/api/chat", "", 405, "405 method not allowed")]
    [TestCase("POST", "/api/chat", "", 400, """{"error":"missing request body"}""")]
    [TestCase("POST", "/api/chat", "{}", 400, """{"error":"model is required"}""")]
    [TestCase("POST", "/api/show", "{}", 400, """{"error":"model is required"}""")]
    [TestCase("POST", "/api/chat", """{"model":"x"}""", 404, """{"error":"model 'x' not found"}""")]
    [TestCase("POST", "/api/embed", """{"model":"x"}""", 404, """{"error":"model 'x' not found"}""")]
    [TestCase("POST", "/api/embed", """{"model":"nomic-embed-text","input":[1]}""", 400, """{"error":"invalid input type"}""")]
    [TestCase("POST", "/api/embed", """{"model":"nomic-embed-text","input":""}""", 200, """{"model":"nomic-embed-text","embeddings":[]}""")]
    [TestCase("POST", "/api/chat", """{"model":"bruno-sre","keep_alive":"300"}""", 400,
        """{"error":"time: missing unit in duration \"300\""}""")]
    [TestCase("POST", "/api/chat", """{"model":"bruno-sre","keep_alive":"soon"}""", 400,
        """{"error":"time: invalid duration \"soon\""}""")]
    [TestCase("POST", "/api/chat", """{"model":"bruno-sre","options":{"num_ctx":"4k"}}""", 400,
        """{"error":"option \"num_ctx\" must be of type integer"}""")]
    public async Task It_answers_in_Ollamas_own_words(string method, string path, string body, int status, string expected)
    {
        await using var server = await StartAsync(new());
        using var http = new HttpClient { BaseAddress = server.Url };
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Content = method == "POST" ? new StringContent(body, Encoding.UTF8, "application/json") : null;

        using var response = await http.SendAsync(request);

        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo(expected));
    }

    [Test]
    public async Task A_stream_is_lines_of_which_only_the_last_tells_the_figures()
    {
        await using var server = await StartAsync(new() { Tokens = 3, TokenDelay = TimeSpan.FromMilliseconds(1) });
        using var response = await AskAsync(server, Question);
        var lines = (await response.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n').Select(line => JsonNode.Parse(line)!.AsObject()).ToList();

        Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("application/x-ndjson"));
        Assert.That(lines, Has.Count.EqualTo(4));
        Assert.That(lines[0].Select(property => property.Key), Is.EqualTo(["model", "created_at", "message", "done"]));
        Assert.That(lines[3].Select(property => property.Key), Is.EqualTo(
        [
            "model", "created_at", "message", "done_reason", "done", "total_duration", "load_duration",
            "prompt_eval_count", "prompt_eval_duration", "eval_count", "eval_duration",
        ]));
        Assert.That(lines[3]["created_at"]!.GetValue<string>(), Does.EndWith("Z"));
        Assert.That(
            string.Concat(lines.Select(line => line["message"]!["content"]!.GetValue<string>())),
            Is.EqualTo(ModelAnswer.FromPrompt(new ModelPrompt("bruno-sre", [new ModelMessage("user", "Is it DNS?")]))));
    }

    [TestCase("""{"model":"bruno-sre","messages":[]}""", "load")]
    [TestCase("""{"model":"bruno-sre","keep_alive":0}""", "unload")]
    public async Task No_messages_mean_load_or_unload_and_one_object(string body, string reason)
    {
        await using var server = await StartAsync(new());
        using var response = await AskAsync(server, body);
        var line = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;

        Assert.That(response.Content.Headers.ContentType!.ToString(), Is.EqualTo("application/json; charset=utf-8"));
        Assert.That(line["done_reason"]!.GetValue<string>(), Is.EqualTo(reason));
        Assert.That(line["message"]!["content"]!.GetValue<string>(), Is.Empty);
    }

    [Test]
    public async Task Headers_come_with_the_first_token_and_a_loaded_model_stays_loaded()
    {
        var time = new ManualTimeProvider();
        await using var server = await StartAsync(new() { ColdLoad = TimeSpan.FromMinutes(1), TokenDelay = TimeSpan.Zero, Time = time });
        var first = AskAsync(server, Question);
        await time.WaitForTimerAsync(TimeSpan.FromMinutes(1));
        Assert.That(first.IsCompleted, Is.False);

        time.Advance(TimeSpan.FromMinutes(1));
        (await first).Dispose();
        (await AskAsync(server, Question)).Dispose();

        time.Advance(TimeSpan.FromMinutes(6));
        var afterwards = AskAsync(server, Question);
        await time.WaitForTimerAsync(TimeSpan.FromMinutes(1));
        Assert.That(afterwards.IsCompleted, Is.False, "the keep-alive of 5 minutes is over");
        time.Advance(TimeSpan.FromMinutes(1));
        (await afterwards).Dispose();
    }

    [Test]
    public async Task A_different_window_loads_the_model_again()
    {
        var time = new ManualTimeProvider();
        await using var server = await StartAsync(new() { ColdLoad = TimeSpan.FromMinutes(1), TokenDelay = TimeSpan.Zero, Time = time });
        foreach (var window in new[] { 2048, 4096 })
        {
            var answer = AskAsync(server, Question.Replace("}]}", $"}}],\"options\":{{\"num_ctx\":{window}}}}}", StringComparison.Ordinal));
            await time.WaitForTimerAsync(TimeSpan.FromMinutes(1));
            time.Advance(TimeSpan.FromMinutes(1));
            (await answer).Dispose();
        }
    }

    [Test]
    public async Task More_questions_than_slots_wait_without_a_word()
    {
        await using var server = await StartAsync(new() { Parallel = 2 });
        server.Faults.Add(ModelFault.Silence, 2);
        using var leaving = new CancellationTokenSource();
        var silent = new[] { AskAsync(server, Question, leaving.Token), AskAsync(server, Question, leaving.Token) };
        await Eventually.HoldsAsync(() => server.Record.Open == 2);

        var third = AskAsync(server, Question);
        await Eventually.HoldsAsync(() => server.Record.Requests.Count == 3);
        Assert.That(server.Record.Open, Is.EqualTo(2));
        await leaving.CancelAsync();
        using var response = await third;

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        foreach (var answer in silent)
        {
            await Assert.ThatAsync(async () => await answer, Throws.InstanceOf<OperationCanceledException>());
        }

        Assert.That(server.Record.Count(GenerationEnd.Aborted), Is.EqualTo(2));
    }

    [Test]
    public async Task Hundreds_of_streams_at_once_keep_their_pace()
    {
        await using var server = await StartAsync(new() { Tokens = 20, TokenDelay = TimeSpan.FromMilliseconds(5), Parallel = 300 });
        using var http = new HttpClient { BaseAddress = server.Url };
        var start = TimeProvider.System.GetTimestamp();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => http.PostAsync("/api/chat", new StringContent(Question))));

        Assert.That(answers.Select(answer => answer.StatusCode), Is.All.EqualTo(HttpStatusCode.OK));
        Assert.That(server.Record.Count(GenerationEnd.Completed), Is.EqualTo(200));
        var took = TimeProvider.System.GetElapsedTime(start);
        Assert.That(took.TotalMilliseconds, Is.GreaterThanOrEqualTo(100), "20 tokens of 5 ms cannot take less");
        await TestContext.Out.WriteLineAsync($"200 streams of 20 x 5 ms took {took.TotalMilliseconds:0} ms");
    }

    private static Task<ModelServer> StartAsync(ModelServerOptions options) =>
        ModelServer.StartAsync(options, CancellationToken.None);

    private static async Task<HttpResponseMessage> AskAsync(ModelServer server, string body, CancellationToken cancellationToken = default)
    {
        using var http = new HttpClient { BaseAddress = server.Url };
        return await http.PostAsync("/api/chat", new StringContent(body), cancellationToken);
    }
}
