using JamieDaemon.Ollama;
using JamieDaemon.Ollama.Endpoints;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.AI;
using NSubstitute;

namespace JamieDaemon.Tests.Ollama.Endpoints;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EndpointLineTests : IDisposable
{
    private readonly EndpointsUnderTest _servers = new(new ManualTimeProvider());

    [Test]
    public void Each_question_goes_to_the_server_that_has_the_fewest_and_of_equals_to_the_first()
    {
        var line = Line(servers: 3, parallel: 2);
        Assert.That(Enumerable.Range(0, 6).Select(_ => Served(line.Enter("m", []))), Is.EqualTo([0, 1, 2, 0, 1, 2]));
        Assert.That((line.Enter("m", []).Turn.IsCompleted, line.Slots), Is.EqualTo((false, 6)));
    }

    [Test]
    public void Whoever_is_first_takes_the_server_that_is_free_first()
    {
        var line = Line(servers: 2, parallel: 1);
        var (a, b) = (line.Enter("m", []), line.Enter("m", []));
        var (c, d) = (line.Enter("m", []), line.Enter("m", []));
        Assert.That((c.Ahead, d.Ahead), Is.EqualTo((0, 1)));
        b.Leave();
        b.Leave();
        Assert.That((Served(c), d.Turn.IsCompleted, d.Ahead), Is.EqualTo((1, false, 0)));
        a.Leave();
        Assert.That(Served(d), Is.Zero);
    }

    [Test]
    public void Whoever_has_waited_and_was_failed_goes_to_the_front()
    {
        var line = Line(servers: 2, parallel: 1);
        var (failed, other) = (line.Enter("m", []), line.Enter("m", []));
        var waiting = line.Enter("m", []);
        failed.Leave();
        Assert.That(Served(waiting), Is.Zero);
        var later = line.Enter("m", []);
        var again = line.Enter("m", [_servers.Endpoints.All[0]]);
        Assert.That((again.Ahead, later.Ahead), Is.EqualTo((0, 1)));
        waiting.Leave();
        Assert.That((again.Turn.IsCompleted, Served(later)), Is.EqualTo((false, 0)), "what cannot be used by the first is not kept from the next");
        other.Leave();
        Assert.That(Served(again), Is.EqualTo(1));
    }

    [Test]
    public void Of_equals_the_one_that_has_just_failed_is_the_last()
    {
        var line = Line(servers: 2, parallel: 2);
        _servers.Servers[0].Circuit.Failed(new OllamaBusyException(new Uri("http://a"), System.Net.HttpStatusCode.ServiceUnavailable));
        Assert.That(Enumerable.Range(0, 3).Select(_ => Served(line.Enter("m", []))), Is.EqualTo([1, 0, 1]));
    }

    [Test]
    public async Task Nobody_is_sent_to_an_open_circuit_and_whoever_waits_is_served_when_it_closes()
    {
        var line = Line(servers: 2, parallel: 1);
        var circuit = _servers.Servers[0].Circuit;
        circuit.Failed(new OllamaTimeoutException(new Uri("http://a"), "x", TimeSpan.FromMinutes(5)));
        Assert.That((Served(line.Enter("m", [])), line.Slots), Is.EqualTo((1, 1)));
        var waiting = line.Enter("m", []);
        Assert.That((waiting.Turn.IsCompleted, line.AnyLeft(waiting)), Is.EqualTo((false, true)));

        _servers.Time.Advance(circuit.BeforeProbe);
        await circuit.ProbeAsync(_ => ValueTask.FromResult(true), CancellationToken.None);
        Assert.That(Served(waiting), Is.Zero);
    }

    public void Dispose() => _servers.Dispose();

    private EndpointLine Line(int servers, int parallel)
    {
        using var client = _servers.Ask([.. Enumerable.Range(0, servers).Select(_ => Substitute.For<IChatClient>())]);
        return new EndpointLine(_servers.Endpoints.All, parallel);
    }

    private int Served(EndpointLine.Place place)
    {
        Assert.That(place.Turn.IsCompleted, Is.True);
        return _servers.Endpoints.All.ToList().IndexOf(place.Endpoint!);
    }
}
