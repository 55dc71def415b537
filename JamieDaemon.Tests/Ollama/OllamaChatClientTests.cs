using System.Net;
using JamieDaemon.Ollama;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.AI;

namespace JamieDaemon.Tests.Ollama;

public sealed class OllamaChatClientTests
{
    private const string Half = """{"message":{"role":"assistant","content":"Check the pods and then read their logs, "},"done":false}""";
    private const string End = """{"message":{"role":"assistant","content":"please."},"done":true,"done_reason":"stop"}""";
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    [Test]
    public async Task An_answer_is_streamed_as_it_grows_and_tells_what_it_cost()
    {
        await using var server = await StartAsync(new() { TokenDelay = Tick });
        using var ollama = new OllamaUnderTest(server.Url);

        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in ollama.Ask("Why is checkout slow?"))
        {
            updates.Add(update);
        }

        Assert.That(updates, Has.Count.GreaterThan(5));
        var response = updates.ToChatResponse();
        Assert.That(response.Text, Does.StartWith("I am the sandbox's stand-in").And.Contain("Why is checkout slow?"));
        Assert.That(response.FinishReason, Is.EqualTo(ChatFinishReason.Stop));
        Assert.That(response.Usage!.OutputTokenCount, Is.GreaterThan(5));
        Assert.That(server.Record.Requests.Single().Options!["num_ctx"].GetInt32(), Is.EqualTo(ollama.Options.NumCtx));
    }

    [Test]
    public async Task The_request_goes_to_the_path_below_the_address_with_the_secret_of_the_proxy()
    {
        await using var server = RawServer.Lines(Half, End);
        using var ollama = new OllamaUnderTest(new Uri(server.Url, "models/"), options => options.Authorization = "Bearer s3cret");

        await ollama.AskWhole("Hello");

        Assert.That(server.Request, Does.StartWith("POST /models/api/chat HTTP/1.1\r\n")
            .And.Contain("\r\nAuthorization: Bearer s3cret\r\n")
            .And.Contain("\r\nContent-Type: application/json\r\n")
            .And.Contain("\"stream\":true"));
    }

    [Test]
    public async Task An_answer_survives_bytes_cut_anywhere_and_a_last_line_without_newline()
    {
        await using var server = new RawServer(
            "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n\n{\"message\":{\"con", "tent\":\"Grüße aus 日", "本\"},\"done\":fal", "se}\r\n\r\n",
            End);
        using var ollama = new OllamaUnderTest(server.Url);

        Assert.That((await ollama.AskWhole("Hello")).Text, Is.EqualTo("Grüße aus 日本please."));
    }

    [TestCase(ModelFault.Busy, typeof(OllamaBusyException))]
    [TestCase(ModelFault.Crash, typeof(OllamaServerException))]
    [TestCase(ModelFault.ProxyPage, typeof(OllamaServerException))]
    [TestCase(ModelFault.ErrorLine, typeof(OllamaServerException))]
    [TestCase(ModelFault.Cut, typeof(OllamaIncompleteException))]
    [TestCase(ModelFault.NoDone, typeof(OllamaIncompleteException))]
    [TestCase(ModelFault.OnlyLoad, typeof(OllamaEmptyAnswerException))]
    public async Task Every_odd_ending_is_an_exception_of_its_own_and_the_next_answer_is_whole(ModelFault fault, Type expected)
    {
        await using var server = await StartAsync(new() { TokenDelay = Tick });
        using var ollama = new OllamaUnderTest(server.Url);
        server.Faults.Add(fault);

        await Assert.ThatAsync(async () => await ollama.AskWhole("Hello"), Throws.TypeOf(expected));
        Assert.That((await ollama.AskWhole("Hello")).Text, Does.Contain("Hello"));
    }

    [Test]
    public async Task An_error_line_keeps_what_the_model_said_before_it_and_the_servers_own_words()
    {
        await using var server = RawServer.Lines(Half, """{"error":"an error was encountered while running the model"}""");
        using var ollama = new OllamaUnderTest(server.Url);
        await using var answer = ollama.Ask("Hello").GetAsyncEnumerator();

        Assert.That(await answer.MoveNextAsync(), Is.True);
        var exception = await Assert.ThrowsAsync<OllamaServerException>(async () => await answer.MoveNextAsync());
        Assert.That(exception!.ServerText, Is.EqualTo("an error was encountered while running the model"));
        Assert.That(exception.StatusCode, Is.Null);
    }

    [Test]
    public async Task A_model_that_is_not_there_is_named()
    {
        await using var server = await StartAsync(new());
        using var ollama = new OllamaUnderTest(server.Url, options => options.Model = "nobody");

        var exception = await Assert.ThrowsAsync<OllamaModelNotFoundException>(() => ollama.AskWhole("Hello"));
        Assert.That(exception!.Message, Does.Contain("ollama pull nobody"));
        Assert.That(exception.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<html>Welcome</html>")]
    [TestCase("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"hello\":\"world\"}")]
    [TestCase("HTTP/1.1 302 Found\r\nLocation: /login\r\nContent-Length: 0\r\n\r\n")]
    [TestCase("SSH-2.0-OpenSSH_9.2\r\n\r\n")]
    public async Task What_is_not_Ollama_is_called_that(string bytes)
    {
        await using var server = new RawServer(bytes);
        using var ollama = new OllamaUnderTest(server.Url);

        var exception = await Assert.ThrowsAsync<OllamaProtocolException>(() => ollama.AskWhole("Hello"));
        Assert.That(exception!.IsTransient, Is.False);
        Assert.That(exception.Message, Does.Contain("Ollama:Url"));
    }

    [Test]
    public async Task A_server_that_hangs_up_before_a_word_gave_no_whole_answer()
    {
        await using var server = new RawServer("");
        using var ollama = new OllamaUnderTest(server.Url);

        await Assert.ThatAsync(async () => await ollama.AskWhole("Hello"), Throws.TypeOf<OllamaIncompleteException>());
    }

    [Test]
    public async Task A_dead_address_is_unreachable_and_worth_another_try()
    {
        var server = RawServer.Lines();
        await server.DisposeAsync();
        using var ollama = new OllamaUnderTest(server.Url);

        var exception = await Assert.ThrowsAsync<OllamaUnreachableException>(() => ollama.AskWhole("Hello"));
        Assert.That(exception!.IsTransient, Is.True);
        Assert.That(exception.HttpRequestError, Is.EqualTo(HttpRequestError.ConnectionError));
        Assert.That(exception.Message, Does.Contain("ollama serve"));
    }

    [Test]
    public async Task Cancelling_closes_the_connection_so_that_the_model_stops()
    {
        await using var server = await StartAsync(new() { TokenDelay = TimeSpan.Zero });
        server.Faults.Add(ModelFault.Stall);
        using var ollama = new OllamaUnderTest(server.Url);
        using var caller = new CancellationTokenSource();
        await using var answer = ollama.Ask("Hello", caller.Token).GetAsyncEnumerator(caller.Token);
        await answer.MoveNextAsync();

        await caller.CancelAsync();

        await Assert.ThatAsync(async () => await ReadToEndAsync(answer), Throws.InstanceOf<OperationCanceledException>()
            .With.Property(nameof(OperationCanceledException.CancellationToken)).EqualTo(caller.Token));
        Assert.That(await server.Record.Ends.ReadAsync(Limits.Token), Is.EqualTo(GenerationEnd.Aborted));
    }

    [Test]
    public async Task Leaving_in_mid_answer_closes_the_connection_too()
    {
        await using var server = await StartAsync(new() { TokenDelay = Tick, Answer = _ => string.Join(' ', Enumerable.Repeat("word", 100_000)) });
        using var ollama = new OllamaUnderTest(server.Url);

        await foreach (var _ in ollama.Ask("Hello"))
        {
            break;
        }

        Assert.That(await server.Record.Ends.ReadAsync(Limits.Token), Is.EqualTo(GenerationEnd.Aborted));
    }

    [Test]
    public async Task Cancelling_while_the_server_is_silent_closes_the_connection()
    {
        await using var server = await StartAsync(new());
        server.Faults.Add(ModelFault.Silence);
        using var ollama = new OllamaUnderTest(server.Url);
        using var caller = new CancellationTokenSource();
        await using var answer = ollama.Ask("Hello", caller.Token).GetAsyncEnumerator(caller.Token);
        var next = answer.MoveNextAsync().AsTask();
        await Eventually.HoldsAsync(() => server.Record.Open == 1);

        await caller.CancelAsync();

        await Assert.ThatAsync(async () => await next, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(await server.Record.Ends.ReadAsync(Limits.Token), Is.EqualTo(GenerationEnd.Aborted));
    }

    [Test]
    public async Task Silence_before_the_first_token_ends_at_its_own_limit()
    {
        await using var server = await StartAsync(new());
        server.Faults.Add(ModelFault.Silence);
        using var ollama = new OllamaUnderTest(server.Url);
        await using var answer = ollama.Ask("Hello").GetAsyncEnumerator();
        var next = answer.MoveNextAsync().AsTask();
        await Eventually.HoldsAsync(() => server.Record.Open == 1);

        ollama.Time.Advance(ollama.Options.FirstByteTimeout - Tick);
        Assert.That(next.IsCompleted, Is.False);
        ollama.Time.Advance(Tick);

        var exception = await Assert.ThrowsAsync<OllamaTimeoutException>(() => next);
        Assert.That(exception!.Setting, Is.EqualTo("Ollama:FirstByteTimeout"));
        Assert.That(exception.Message, Does.Contain("300 s"));
        Assert.That(await server.Record.Ends.ReadAsync(Limits.Token), Is.EqualTo(GenerationEnd.Aborted));
    }

    [Test]
    public async Task Silence_between_tokens_ends_at_the_idle_limit_but_a_slow_reader_is_not_the_models_fault()
    {
        await using var server = await StartAsync(new() { TokenDelay = TimeSpan.Zero });
        server.Faults.Add(ModelFault.Stall);
        using var ollama = new OllamaUnderTest(server.Url);
        await using var answer = ollama.Ask("Hello").GetAsyncEnumerator();
        await answer.MoveNextAsync();

        ollama.Time.Advance(TimeSpan.FromHours(1));
        var next = answer.MoveNextAsync().AsTask();
        ollama.Time.Advance(ollama.Options.IdleTimeout - Tick);
        Assert.That(next.IsCompleted, Is.False);
        ollama.Time.Advance(Tick);

        var exception = await Assert.ThrowsAsync<OllamaTimeoutException>(() => next);
        Assert.That(exception!.Setting, Is.EqualTo("Ollama:IdleTimeout"));
        Assert.That(await server.Record.Ends.ReadAsync(Limits.Token), Is.EqualTo(GenerationEnd.Aborted));
    }

    [Test]
    public async Task One_connection_serves_many_answers()
    {
        await using var server = await StartAsync(new() { TokenDelay = TimeSpan.Zero });
        using var ollama = new OllamaUnderTest(server.Url);

        for (var i = 0; i < 20; i++)
        {
            await ollama.AskWhole("Hello");
        }

        Assert.That(server.Record.Connections, Is.EqualTo(1));
    }

    [Test]
    public async Task A_prompt_that_fills_the_window_is_warned_of_because_Ollama_cuts_it_in_silence()
    {
        await using var server = RawServer.Lines(Half, """{"done":true,"done_reason":"stop","prompt_eval_count":7900,"eval_count":9}""");
        using var ollama = new OllamaUnderTest(server.Url);

        await ollama.AskWhole("Hello");

        Assert.That(ollama.Logger.Events, Does.Contain("ollama.window_full"));
    }

    [Test]
    public async Task No_question_and_no_answer_is_ever_logged()
    {
        await using var server = await StartAsync(new());
        using var ollama = new OllamaUnderTest(server.Url);

        await ollama.AskWhole("my password is hunter2");

        Assert.That(ollama.Logger.Lines, Is.Not.Empty);
        Assert.That(ollama.Logger.Lines.Select(line => line.Text), Has.None.Contains("hunter2").And.None.Contains("stand-in"));
    }

    [Test]
    public void It_says_who_it_is()
    {
        using var ollama = new OllamaUnderTest(new Uri("http://127.0.0.1:11434"));
        var metadata = (ChatClientMetadata)ollama.Client.GetService(typeof(ChatClientMetadata))!;

        Assert.That(metadata.ProviderName, Is.EqualTo("ollama"));
        Assert.That(metadata.DefaultModelId, Is.EqualTo("bruno-sre"));
        Assert.That(ollama.Client.GetService(typeof(IChatClient)), Is.SameAs(ollama.Client));
        Assert.That(ollama.Client.GetService(typeof(IChatClient), "key"), Is.Null);
    }

    private static Task<ModelServer> StartAsync(ModelServerOptions options) =>
        ModelServer.StartAsync(options, CancellationToken.None);

    private static async Task ReadToEndAsync(IAsyncEnumerator<ChatResponseUpdate> answer)
    {
        while (await answer.MoveNextAsync())
        {
        }
    }
}
