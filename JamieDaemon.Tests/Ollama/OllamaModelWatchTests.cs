using JamieDaemon.Ollama;
using JamieDaemon.Ollama.Endpoints;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Tests.Ollama;

public sealed class OllamaModelWatchTests
{
    [Test]
    public async Task A_model_that_is_there_is_loaded_and_healthy()
    {
        await using var server = await StartAsync(new());
        using var ollama = new OllamaUnderTest(server.Url);
        using var watch = new Watching(ollama);

        await watch.UntilAsync(OllamaState.Ready);

        Assert.That(watch.Status.Capabilities, Does.Contain("tools"));
        Assert.That(watch.Status.ContextLength, Is.EqualTo(32768));
        Assert.That(watch.Logger.Events, Is.EqualTo(["ollama.ready"]));
        Assert.That(server.Record.Requests.Single().Messages, Is.Empty, "the model was loaded");
        Assert.That((await watch.CheckHealthAsync()).Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public async Task What_nobody_has_looked_at_is_not_called_healthy()
    {
        await using var server = await StartAsync(new());
        using var ollama = new OllamaUnderTest(server.Url);

        var health = await new OllamaHealthCheck(new OllamaEndpoints([ollama.Endpoint])).CheckHealthAsync(new HealthCheckContext());

        Assert.That((health.Status, health.Description), Is.EqualTo((HealthStatus.Degraded, "Ollama has not been asked yet.")));
    }

    [Test]
    public async Task A_missing_model_is_said_once_with_what_to_do_and_degrades_the_health()
    {
        await using var server = await StartAsync(new() { Models = [SandboxModel.ForChat("llama3.2:1b")] });
        using var ollama = new OllamaUnderTest(server.Url);
        using var watch = new Watching(ollama);

        await watch.UntilAsync(OllamaState.ModelMissing);
        await watch.LookAgainAsync();
        await watch.LookAgainAsync();

        Assert.That(watch.Logger.Lines, Has.Count.EqualTo(1));
        Assert.That(watch.Logger.Lines[0].Event, Is.EqualTo("ollama.model_missing"));
        Assert.That(watch.Logger.Lines[0].Text, Does.Contain("ollama pull bruno-sre").And.Contain("llama3.2:1b"));
        var health = await watch.CheckHealthAsync();
        Assert.That(health.Status, Is.EqualTo(HealthStatus.Degraded));
        Assert.That(health.Description, Does.Contain("ollama pull bruno-sre"));
    }

    [Test]
    public async Task An_outage_is_said_once_and_so_is_its_end()
    {
        var server = await StartAsync(new());
        using var ollama = new OllamaUnderTest(server.Url);
        using var watch = new Watching(ollama);
        await watch.UntilAsync(OllamaState.Ready);

        await server.DisposeAsync();
        await watch.LookAgainAsync();
        await watch.LookAgainAsync();
        Assert.That(watch.Status.State, Is.EqualTo(OllamaState.Unreachable));
        Assert.That((await watch.CheckHealthAsync()).Status, Is.EqualTo(HealthStatus.Degraded));

        await using var again = await StartAsync(new() { Port = ollama.Server.Address.Port });
        await ollama.Time.WaitForTimerAsync(ollama.Circuit.BeforeProbe);
        ollama.Time.Advance(ollama.Circuit.BeforeProbe);
        await watch.UntilAsync(OllamaState.Ready);

        Assert.That(watch.Logger.Events, Is.EqualTo(["ollama.ready", "ollama.unreachable", "ollama.ready"]));
        Assert.That(again.Record.Requests.Single().Messages, Is.Empty, "a new server has to load the model again");
    }

    [Test]
    public async Task Since_when_a_model_cannot_be_loaded_is_told_however_often_that_was_tried_again()
    {
        await using var server = await ScriptedHttpServer.StartAsync();
        var answers = new PathAnswers(server).On("/api/tags", """{"models":[{"name":"bruno-sre:latest"}]}""").On("/api/show", """{"capabilities":["completion"]}""")
            .On("/api/chat", HttpAnswers.Text(500, "application/json", """{"error":"model requires more system memory"}"""));
        using var ollama = new OllamaUnderTest(server.Url);
        using var watch = new Watching(ollama);
        await watch.UntilAsync(OllamaState.Unreachable);
        var since = watch.Status.Since;

        await watch.LookAgainAsync();
        await watch.UntilAsync(OllamaState.Unreachable);

        Assert.That(answers.CountOf("/api/chat"), Is.EqualTo(2), "it was tried again");
        Assert.That(watch.Status.Since, Is.EqualTo(since));
        Assert.That(watch.Logger.Events, Is.EqualTo(["ollama.unreachable"]));
    }

    [Test]
    public async Task A_model_that_only_embeds_is_called_unsuitable()
    {
        await using var server = await StartAsync(new() { Models = [SandboxModel.ForEmbedding("bruno-sre", 8)] });
        using var ollama = new OllamaUnderTest(server.Url);
        using var watch = new Watching(ollama);

        await watch.UntilAsync(OllamaState.ModelUnsuitable);

        Assert.That(watch.Status.Sentence, Does.Contain("cannot chat").And.Contain("embedding"));
    }

    [Test]
    public async Task A_window_larger_than_the_model_was_trained_for_is_warned_of()
    {
        await using var server = await StartAsync(new() { Models = [SandboxModel.ForChat("bruno-sre") with { ContextLength = 4096 }] });
        using var ollama = new OllamaUnderTest(server.Url);
        using var watch = new Watching(ollama);

        await watch.UntilAsync(OllamaState.Ready);

        Assert.That(watch.Logger.Events, Does.Contain("ollama.window_too_large"));
    }

    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\n[{]}")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nnull")]
    [TestCase("HTTP/1.1 200 OK\r\nContent-Length: 99\r\nConnection: close\r\n\r\n{\"mod")]
    [TestCase("nonsense\r\n\r\n")]
    public async Task Whatever_the_server_answers_the_watch_goes_on(string bytes)
    {
        await using var server = new RawServer(bytes);
        using var ollama = new OllamaUnderTest(server.Url);
        using var watch = new Watching(ollama);

        await watch.UntilAsync(OllamaState.Unreachable);
        await watch.LookAgainAsync();

        Assert.That(watch.Task.IsCompleted, Is.False);
        Assert.That(watch.Logger.Events, Is.EqualTo(["ollama.unreachable"]));
    }

    [Test]
    public async Task Starting_does_not_wait_for_a_silent_server_and_stopping_does_not_either()
    {
        await using var server = await StartAsync(new() { ColdLoad = TimeSpan.FromHours(1) });
        using var ollama = new OllamaUnderTest(server.Url);
        using var watch = new Watching(ollama);
        Assert.That(watch.Started.IsCompleted, Is.True);

        await watch.UntilAsync(OllamaState.Loading);
        Assert.That((await watch.CheckHealthAsync()).Status, Is.EqualTo(HealthStatus.Healthy));

        await watch.StopAsync();
        Assert.That(watch.Task.IsCompleted, Is.True);
    }

    private static Task<ModelServer> StartAsync(ModelServerOptions options) =>
        ModelServer.StartAsync(options, CancellationToken.None);

    private sealed class Watching : IDisposable
    {
        private readonly OllamaUnderTest _ollama;

        public Watching(OllamaUnderTest ollama)
        {
            _ollama = ollama;
            Started = ollama.Watch.StartAsync(CancellationToken.None);
        }

        public Task Started { get; }

        public CollectingLogger<OllamaModelWatch> Logger => _ollama.WatchLogger;

        public OllamaStatus Status => _ollama.Watch.Status;

        public Task Task => _ollama.Watch.ExecuteTask!;

        public Task StopAsync() => _ollama.Watch.StopAsync(CancellationToken.None);

        public Task<HealthCheckResult> CheckHealthAsync() =>
            new OllamaHealthCheck(new OllamaEndpoints([_ollama.Endpoint])).CheckHealthAsync(new HealthCheckContext());

        public Task UntilAsync(OllamaState state) => Eventually.HoldsAsync(() => Status.State == state);

        /// <summary>Lets the interval pass and waits until the look that follows has left its finding.</summary>
        public async Task LookAgainAsync()
        {
            var before = Status;
            _ollama.Time.Advance(_ollama.Options.WatchInterval);
            await Eventually.HoldsAsync(() => !ReferenceEquals(Status, before));
        }

        public void Dispose() => _ollama.Watch.Dispose();
    }
}
