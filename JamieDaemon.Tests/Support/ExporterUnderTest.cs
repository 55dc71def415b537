using System.Diagnostics.Metrics;
using System.Text;
using JamieDaemon.Observability;
using JamieDaemon.Observability.Prometheus;
using JamieDaemon.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;

namespace JamieDaemon.Tests.Support;

/// <summary>The real exporter behind the real SDK, hearing only the meters of its own factory.</summary>
internal sealed class ExporterUnderTest : IDisposable
{
    private static readonly string[] Prefixes = ["", "# TYPE ", "# UNIT ", "# HELP "];

    private readonly ServiceProvider _services = new ServiceCollection().AddJamieMeter().BuildServiceProvider();
    private readonly MeterProvider _provider;

    public ExporterUnderTest(ILogger<PrometheusExporter> logger, ExemplarFilterType exemplars = ExemplarFilterType.TraceBased)
    {
        Exporter = new PrometheusExporter(Jamie, [new BuildFact("model", "bruno-sre")], TimeProvider.System, logger);
        _provider = MeterProviderFactory.Create(Jamie, Exporter, new ServiceIdentity("jamie-sre-chatbot", "1.2.3", "testing"), exemplars, []);
    }

    public JamieMeter Jamie => _services.GetRequiredService<JamieMeter>();

    public PrometheusExporter Exporter { get; }

    public Meter Meter => Jamie.Meter;

    public string Text => Encoding.UTF8.GetString(Exporter.WritePage(openMetrics: false));

    public string OpenMetrics => Encoding.UTF8.GetString(Exporter.WritePage(openMetrics: true));

    /// <summary>The lines of one family, comments and samples, in the order of the page.</summary>
    public static string[] Lines(string page, string family) =>
        [.. page.Split('\n').Where(line => Prefixes.Any(prefix => line.StartsWith(prefix + family, StringComparison.Ordinal)))];

    public void Dispose()
    {
        _provider.Dispose();
        _services.Dispose();
    }
}
