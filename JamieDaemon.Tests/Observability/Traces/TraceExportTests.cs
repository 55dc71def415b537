using System.Net;
using JamieDaemon.Hosting;
using JamieDaemon.Observability;
using JamieDaemon.Observability.Logfire;
using JamieDaemon.Observability.Otlp;
using JamieDaemon.Observability.Traces;
using JamieDaemon.Telemetry;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Observability.Traces;

public sealed class TraceExportTests
{
    [Test]
    public void What_Logfire_wants_of_a_span_is_there_before_anybody_sends_it()
    {
        using var meters = new TestMeterFactory();
        using var closing = new OtlpClosing(TimeProvider.System);
        var exporters = new OtlpExporters(new NetworkHandlers(Options.Create(new NetworkOptions()), new WebProxy()), new OtlpWatch(new JamieMeter(meters), TelemetryPlan.Off), closing);
        var options = new ObservabilityOptions();
        (options.Otlp.Endpoint, options.Logfire.Token) = ("http://127.0.0.1:9", "pylf_v1_us_x");
        var destinations = TraceExport.Destinations(TelemetryPlan.Read(options, _ => null, isDevelopment: false), exporters).ToList();
        Assert.That(destinations.Select(destination => destination.GetType()), Is.EqualTo(new[] { typeof(LogfireSpans), typeof(SpanQueue), typeof(SpanQueue) }));
        destinations.ForEach(destination => destination.Dispose());
    }
}
