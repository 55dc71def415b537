using JamieDaemon.Ollama;
using JamieDaemon.Ollama.Endpoints;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Ollama.Endpoints;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class EndpointCircuitTests
{
    private static readonly Uri Server = new("http://ollama:11434/");
    private static readonly Exception Refused = new OllamaUnreachableException(Server, "refused.", HttpRequestError.ConnectionError, new IOException());

    private readonly ManualTimeProvider _time = new();
    private readonly CollectingLogger<EndpointCircuit> _logger = new();
    private readonly EndpointCircuit _circuit;

    public EndpointCircuitTests() => _circuit = new EndpointCircuit(Server, _time, _logger);

    private static IEnumerable<TestCaseData> NotTheServersFault =>
    [
        new TestCaseData(new OllamaModelNotFoundException("m", Server)).SetArgDisplayNames("404"),
        new TestCaseData(new OllamaRequestException("no", System.Net.HttpStatusCode.BadRequest)).SetArgDisplayNames("400"),
        new TestCaseData(new OllamaEmptyAnswerException("m", OllamaEmptyReason.Silence)).SetArgDisplayNames("an empty answer"),
        new TestCaseData(new OperationCanceledException()).SetArgDisplayNames("an asker who leaves"),
        new TestCaseData(new InvalidOperationException()).SetArgDisplayNames("a bug"),
    ];

    [Test]
    public void Two_failures_open_it_and_it_is_said_once()
    {
        _circuit.Failed(Refused);
        Assert.That((_circuit.IsClosed, _circuit.Opened.IsCompleted), Is.EqualTo((true, false)));
        for (var i = 0; i < 5; i++) _circuit.Failed(Refused);
        Assert.That((_circuit.IsClosed, _circuit.Opened.IsCompleted), Is.EqualTo((false, true)));
        Assert.That(_logger.Events, Is.EqualTo(["ollama.circuit_opened"]));
    }

    [TestCaseSource(nameof(NotTheServersFault))]
    public void What_is_not_the_servers_fault_never_opens_it(Exception failure)
    {
        for (var i = 0; i < 10; i++) _circuit.Failed(failure);
        Assert.That((_circuit.IsClosed, _circuit.IsDoubtful), Is.EqualTo((true, false)));
    }

    [Test]
    public void Silence_for_minutes_opens_it_at_once()
    {
        _circuit.Failed(new OllamaTimeoutException(Server, "Ollama:FirstByteTimeout", TimeSpan.FromMinutes(5)));
        Assert.That(_circuit.IsClosed, Is.False);
    }

    [Test]
    public void A_server_that_mostly_answers_is_kept()
    {
        _circuit.Failed(Refused);
        for (var i = 0; i < 20; i++)
        {
            for (var answer = 0; answer < 3; answer++) _circuit.Succeeded();
            _circuit.Failed(Refused);
            Assert.That(_circuit.IsClosed, Is.True);
        }
    }

    [Test]
    public void Failures_far_apart_do_not_add_up()
    {
        for (var i = 0; i < 5; i++)
        {
            _circuit.Failed(Refused);
            _time.Advance(TimeSpan.FromMinutes(2));
        }

        Assert.That(_circuit.IsClosed, Is.True);
    }

    [Test]
    public async Task It_closes_by_a_probe_that_passes_and_by_nothing_else_and_the_pauses_between_probes_grow_to_half_a_minute()
    {
        _circuit.Failed(Refused);
        _circuit.Failed(Refused);
        var pauses = new List<double>();
        for (var i = 0; i < 7; i++)
        {
            pauses.Add(_circuit.BeforeProbe.TotalSeconds);
            _circuit.Succeeded();
            _time.Advance(_circuit.BeforeProbe);
            Assert.That(_circuit.IsClosed, Is.False, "time alone closes nothing");
            await ProbeAsync(isWell: false);
            Assert.That(_circuit.IsClosed, Is.False);
        }

        Assert.That(pauses, Is.EqualTo([2.1, 4.1, 8.1, 16.1, 30.1, 30.1, 30.1]).Within(0.001));
        Assert.That(_circuit.OpenFor, Is.EqualTo(TimeSpan.FromSeconds(pauses.Sum())));

        _time.Advance(_circuit.BeforeProbe);
        await ProbeAsync(isWell: true);
        Assert.That((_circuit.IsClosed, _circuit.OpenFor, _circuit.Opened.IsCompleted), Is.EqualTo((true, (TimeSpan?)null, false)));
        Assert.That(_logger.Events, Is.EqualTo(["ollama.circuit_opened", "ollama.circuit_closed"]));
    }

    [Test]
    public async Task A_probe_that_comes_too_early_is_not_made()
    {
        _circuit.Failed(Refused);
        _circuit.Failed(Refused);
        var probes = 0;
        await _circuit.ProbeAsync(_ => ValueTask.FromResult(++probes > 0), CancellationToken.None);
        Assert.That((probes, _circuit.IsClosed), Is.EqualTo((0, false)));
    }

    [Test]
    public async Task It_opens_again_after_it_was_closed()
    {
        for (var i = 0; i < 3; i++)
        {
            _circuit.Failed(Refused);
            _circuit.Failed(Refused);
            Assert.That(_circuit.IsClosed, Is.False);
            _time.Advance(_circuit.BeforeProbe);
            await ProbeAsync(isWell: true);
            Assert.That((_circuit.IsClosed, _circuit.IsDoubtful), Is.EqualTo((true, true)), "only an answer ends the doubt");
        }

        _circuit.Succeeded();
        Assert.That(_circuit.IsDoubtful, Is.False);
        Assert.That(_logger.Lines, Has.Count.EqualTo(6));
    }

    [Test]
    public void A_clock_that_is_set_back_keeps_no_circuit_open()
    {
        var wall = new WallClock();
        var steady = new SteadyClock(wall);
        wall.Set(TimeSpan.FromHours(-1));
        wall.Pass(TimeSpan.FromSeconds(3));
        Assert.That(steady.GetUtcNow(), Is.EqualTo(DateTimeOffset.UnixEpoch + TimeSpan.FromSeconds(3)));
    }

    private Task ProbeAsync(bool isWell) => _circuit.ProbeAsync(_ => ValueTask.FromResult(isWell), CancellationToken.None);

    /// <summary>A clock that somebody sets.</summary>
    private sealed class WallClock : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch;
        private long _passed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Set(TimeSpan by) => _now += by;

        public void Pass(TimeSpan time) => (_now, _passed) = (_now + time, _passed + time.Ticks);

        public override DateTimeOffset GetUtcNow() => _now;

        public override long GetTimestamp() => _passed;
    }
}
