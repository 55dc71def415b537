using JamieDaemon.Observability;
using JamieDaemon.Observability.Prometheus;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Observability.Prometheus;

public sealed class PrometheusScrapesTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly ManualResetEventSlim _release = new(initialState: true);
    private readonly ExporterUnderTest _exporter = new(NullLogger<PrometheusExporter>.Instance);
    private PrometheusScrapes _scrapes = null!;
    private int _collections;

    [SetUp]
    public void Start()
    {
        _scrapes = new PrometheusScrapes(_exporter.Exporter, _time, Options.Create(new ObservabilityOptions()));
        _exporter.Meter.CreateObservableGauge("slow", () =>
        {
            Interlocked.Increment(ref _collections);
            _release.Wait();
            return 1;
        });
    }

    [TearDown]
    public void Stop()
    {
        _release.Set();
        _exporter.Dispose();
        _release.Dispose();
    }

    [Test]
    [Rule(ExpositionRule.SingleFlight)]
    public async Task Those_who_ask_at_once_share_one_collection()
    {
        _release.Reset();
        var asking = Enumerable.Range(0, 8).Select(_ => ReadAsync()).ToArray();
        _release.Set();
        var pages = await Task.WhenAll(asking);
        Assert.That(_collections, Is.EqualTo(1));
        Assert.That(pages, Is.All.SameAs(pages[0]));
    }

    [Test]
    [Rule(ExpositionRule.SingleFlight)]
    public async Task A_page_is_handed_out_again_for_a_moment_only()
    {
        var first = await ReadAsync();
        _time.Advance(TimeSpan.FromMilliseconds(249));
        Assert.That(await ReadAsync(), Is.SameAs(first));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.That(await ReadAsync(), Is.Not.SameAs(first));
    }

    [Test]
    public async Task Each_format_has_its_own_page()
    {
        var text = await ReadAsync();
        var openMetrics = await _scrapes.ReadAsync(openMetrics: true, TimeSpan.FromSeconds(1), Limits.Token);
        Assert.That(text.Plain.Span.EndsWith("# EOF\n"u8), Is.False);
        Assert.That(openMetrics.Plain.Span.EndsWith("# EOF\n"u8), Is.True);
    }

    [Test]
    [Rule(ExpositionRule.Budget)]
    public async Task Who_cannot_wait_any_longer_is_told_and_the_others_get_their_page()
    {
        _release.Reset();
        var patient = _scrapes.ReadAsync(openMetrics: false, TimeSpan.FromSeconds(60), Limits.Token);
        var hurried = ReadAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(() => hurried, Throws.TypeOf<TimeoutException>());
        _release.Set();
        Assert.That((await patient).Plain.Length, Is.Positive);
    }

    private Task<Exposition> ReadAsync() => _scrapes.ReadAsync(openMetrics: false, TimeSpan.FromSeconds(1), Limits.Token);
}
