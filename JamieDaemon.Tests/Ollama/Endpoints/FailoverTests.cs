using JamieDaemon.Ollama;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace JamieDaemon.Tests.Ollama.Endpoints;

/// <summary>Several servers on real sockets, of which some fail.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class FailoverTests
{
    private readonly ManualTimeProvider _time = new();

    [TestCase(ModelFault.Busy)]
    [TestCase(ModelFault.Crash)]
    [TestCase(ModelFault.ProxyPage)]
    public async Task What_fails_before_its_first_word_is_answered_by_another_server(ModelFault fault)
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        using var servers = new EndpointsUnderTest(_time);
        using var client = servers.Ask(first.Url, second.Url);
        first.Faults.Add(fault);

        var answer = await client.GetResponseAsync("Is it DNS?");

        Assert.That(answer.Text, Does.Contain("Is it DNS?"));
        Assert.That((first.Record.Requests.Count, second.Record.Requests.Count), Is.EqualTo((1, 1)));
        Assert.That(servers.Logger.Events, Is.EqualTo(["ollama.failed_over"]));
        Assert.That(servers.Readings["ollama.failovers.total{}"], Is.EqualTo(1));
    }

    [TestCase(ModelFault.Cut)]
    [TestCase(ModelFault.ErrorLine)]
    public async Task What_fails_after_its_first_word_is_not_begun_again(ModelFault fault)
    {
        await using var first = await ModelServer.StartAsync(new ModelServerOptions { Answer = _ => string.Join(' ', Enumerable.Repeat("word", 20)) }, CancellationToken.None);
        await using var second = await StartAsync();
        using var servers = new EndpointsUnderTest(_time);
        using var client = servers.Ask(first.Url, second.Url);
        first.Faults.Add(fault);

        await Assert.ThatAsync(() => client.GetResponseAsync("Is it DNS?"), Throws.InstanceOf<OllamaException>());
        Assert.That(second.Record.Requests, Is.Empty);
        Assert.That(servers.Servers[0].Circuit.IsDoubtful, Is.True, "it counts all the same");
    }

    [Test]
    public async Task A_server_that_is_gone_costs_the_first_question_a_moment_and_the_next_ones_nothing()
    {
        var dead = await StartAsync();
        var url = dead.Url;
        await dead.DisposeAsync();
        await using var alive = await StartAsync();
        using var servers = new EndpointsUnderTest(_time);
        using var client = servers.Ask(url, alive.Url);

        for (var i = 0; i < 5; i++) Assert.That((await client.GetResponseAsync($"question {i}")).Text, Does.Contain($"question {i}"));

        Assert.That(servers.Readings["ollama.failovers.total{}"], Is.EqualTo(1));
        Assert.That(alive.Record.Requests, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task A_question_that_kills_models_is_not_carried_from_server_to_server()
    {
        await using var first = await StartAsync();
        await using var second = await StartAsync();
        await using var third = await StartAsync();
        foreach (var server in new[] { first, second, third }) server.Faults.Add(ModelFault.Crash);
        using var servers = new EndpointsUnderTest(_time);
        using var client = servers.Ask(first.Url, second.Url, third.Url);

        await Assert.ThatAsync(() => client.GetResponseAsync("too long"), Throws.InstanceOf<OllamaServerException>());
        Assert.That((first.Record.Requests.Count, second.Record.Requests.Count, third.Record.Requests.Count), Is.EqualTo((1, 1, 0)));
    }

    [Test]
    public async Task A_model_is_asked_for_where_it_is()
    {
        await using var first = await StartAsync();
        await using var second = await ModelServer.StartAsync(
            new ModelServerOptions { TokenDelay = TimeSpan.Zero, Models = [SandboxModel.ForChat("bruno-sre"), SandboxModel.ForChat("rare")] }, CancellationToken.None);
        using var servers = new EndpointsUnderTest(_time);
        using var client = servers.Ask(first.Url, second.Url);
        var rare = new ChatOptions { ModelId = "rare" };

        await client.GetResponseAsync("who knows?", rare);
        Assert.That((first.Record.Requests.Count, second.Record.Requests.Count), Is.EqualTo((1, 1)), "a 404 sends the question on");
        Assert.That(servers.Servers[0].Circuit.IsDoubtful, Is.False, "to lack a model is no failure");

        await WatchAsync(servers);
        await client.GetResponseAsync("who knows?", rare);
        Assert.That(servers.Readings["ollama.failovers.total{}"], Is.EqualTo(1), "now it is known");
        Assert.That(servers.Endpoints.Chatting, Is.EqualTo(["bruno-sre:latest", "rare:latest"]));
        await Assert.ThatAsync(() => client.GetResponseAsync("who knows?", new ChatOptions { ModelId = "none" }), Throws.TypeOf<OllamaModelNotFoundException>());
    }

    [Test]
    public async Task With_every_server_gone_the_first_are_told_what_is_wrong_the_next_wait_ten_seconds_and_then_all_are_told_at_once()
    {
        var (first, second) = (await StartAsync(), await StartAsync());
        using var servers = new EndpointsUnderTest(_time);
        using var client = servers.Ask(first.Url, second.Url);
        await first.DisposeAsync();
        await second.DisposeAsync();
        for (var i = 0; i < 2; i++) await Assert.ThatAsync(() => client.GetResponseAsync("?"), Throws.TypeOf<OllamaUnreachableException>());

        var waiting = client.GetResponseAsync("?");
        for (var i = 0; i < 10; i++)
        {
            Assert.That(waiting.IsCompleted, Is.False);
            await _time.WaitForTimerAsync(TimeSpan.FromSeconds(1));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await Assert.ThatAsync(() => waiting.WaitAsync(Limits.Token), Throws.TypeOf<OllamaCircuitOpenException>());
        await Assert.ThatAsync(() => client.GetResponseAsync("?").WaitAsync(Limits.Token), Throws.TypeOf<OllamaCircuitOpenException>(), "without any waiting");
        Assert.That(servers.Readings["ollama.errors.total{model=bruno-sre,error_type=circuit_open}"], Is.EqualTo(2));
    }

    [Test]
    public async Task Nobody_waits_longer_because_a_server_is_well_that_lacks_the_model()
    {
        var first = await StartAsync();
        await using var second = await StartAsync();
        using var servers = new EndpointsUnderTest(_time);
        using var client = servers.Ask(first.Url, second.Url);
        var rare = new ChatOptions { ModelId = "rare" };
        await servers.Servers[0].Models.LearnAsync(["bruno-sre", "rare"], Limits.Token);
        await servers.Servers[1].Models.LearnAsync(["bruno-sre"], Limits.Token);
        await first.DisposeAsync();
        for (var i = 0; i < 2; i++) await Assert.ThatAsync(() => client.GetResponseAsync("?", rare), Throws.TypeOf<OllamaUnreachableException>());

        var waiting = client.GetResponseAsync("?", rare);
        for (var i = 0; i < 10; i++)
        {
            await _time.WaitForTimerAsync(TimeSpan.FromSeconds(1));
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        await Assert.ThatAsync(() => waiting.WaitAsync(Limits.Token), Throws.TypeOf<OllamaCircuitOpenException>());
        Assert.That((await client.GetResponseAsync("and you?")).Text, Does.Contain("and you?"), "the second one answers what it can");
    }

    [Test]
    public async Task A_whole_answer_speaks_for_its_server_also_when_its_end_has_no_reason()
    {
        await using var server = RawServer.Lines("""{"message":{"role":"assistant","content":"It is DNS."},"done":false}""", """{"done":true}""");
        using var servers = new EndpointsUnderTest(_time);
        using var client = servers.Ask(server.Url);
        var circuit = servers.Servers[0].Circuit;
        circuit.Failed(new OllamaIncompleteException(server.Url));

        for (var i = 0; i < 3; i++) Assert.That((await client.GetResponseAsync("?")).Text, Is.EqualTo("It is DNS."));

        Assert.That(circuit.IsDoubtful, Is.False);
        circuit.Failed(new OllamaIncompleteException(server.Url));
        Assert.That(circuit.IsClosed, Is.True, "two of five");
    }

    [Test]
    public async Task A_server_that_comes_back_answers_whoever_waits_and_no_question_was_its_probe()
    {
        var gone = await StartAsync();
        using var servers = new EndpointsUnderTest(_time);
        using var client = servers.Ask(gone.Url);
        var port = gone.Url.Port;
        await WatchAsync(servers);
        await gone.DisposeAsync();
        for (var i = 0; i < 2; i++) await Assert.ThatAsync(() => client.GetResponseAsync("?"), Throws.TypeOf<OllamaUnreachableException>());
        var waiting = client.GetResponseAsync("are you back?");
        var circuit = servers.Servers[0].Circuit;
        Assert.That((await HealthAsync(servers)).Status, Is.EqualTo(HealthStatus.Degraded));

        await using var back = await ModelServer.StartAsync(new ModelServerOptions { Port = port, TokenDelay = TimeSpan.Zero }, CancellationToken.None);
        await _time.WaitForTimerAsync(circuit.BeforeProbe);
        _time.Advance(circuit.BeforeProbe);

        Assert.That((await waiting.WaitAsync(Limits.Token)).Text, Does.Contain("are you back?"));
        Assert.That(back.Record.Requests.Select(request => request.Messages?.Count), Is.EqualTo([0, 1]), "first a load without a word, then the question");
        Assert.That((await HealthAsync(servers)).Status, Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public async Task Health_names_the_server_that_is_down_and_counts_the_others()
    {
        await using var first = await StartAsync();
        var second = await StartAsync();
        using var servers = new EndpointsUnderTest(_time);
        using var client = servers.Ask(first.Url, second.Url);
        await WatchAsync(servers);
        Assert.That((await HealthAsync(servers)).Description, Is.EqualTo("All 2 Ollama servers can answer."));

        servers.Servers[1].Circuit.Failed(new OllamaTimeoutException(second.Url, "Ollama:FirstByteTimeout", TimeSpan.FromMinutes(5)));
        var hanging = await HealthAsync(servers);
        await second.DisposeAsync();
        await _time.WaitForTimerAsync(servers.Servers[1].Circuit.BeforeProbe);
        _time.Advance(servers.Servers[1].Circuit.BeforeProbe);
        await Eventually.HoldsAsync(() => servers.Servers[1].Watch.Status.State == OllamaState.Unreachable);
        var gone = await HealthAsync(servers);

        Assert.That((hanging.Status, hanging.Description), Is.EqualTo((HealthStatus.Degraded,
            $"1 of 2 Ollama servers can answer. Ollama at {second.Url} keeps failing: no question is sent there until it has passed a probe.")));
        Assert.That((gone.Status, gone.Data["up"], gone.Data["total"], gone.Data["state"]), Is.EqualTo((HealthStatus.Degraded, 1, 2, "Ready")));
        Assert.That(gone.Description, Does.StartWith("1 of 2 Ollama servers can answer. Ollama at").And.Contain(second.Url.ToString()).And.Contain("cannot be reached"));
    }

    private static Task<ModelServer> StartAsync() => ModelServer.StartAsync(new ModelServerOptions { TokenDelay = TimeSpan.Zero }, CancellationToken.None);

    private static Task<HealthCheckResult> HealthAsync(EndpointsUnderTest servers) => new OllamaHealthCheck(servers.Endpoints).CheckHealthAsync(new HealthCheckContext());

    private static async Task WatchAsync(EndpointsUnderTest servers)
    {
        await servers.Endpoints.StartAsync(CancellationToken.None);
        await Eventually.HoldsAsync(() => servers.Servers.All(server => server.Watch.Status.State == OllamaState.Ready));
    }
}
