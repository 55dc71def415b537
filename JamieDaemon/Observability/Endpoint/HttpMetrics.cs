using System.Diagnostics.Metrics;
using System.Globalization;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Observability.Endpoint;

/// <summary>
/// Counts and times the requests to our own port: <c>http_requests_total</c> and <c>http_request_duration_seconds</c>.
/// </summary>
public sealed class HttpMetrics
{
    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;

    public HttpMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(JamieTelemetry.Name);
        _requests = meter.CreateCounter<long>(
            "http.requests.total", "{request}", "HTTP requests answered, by method, route and status.");
        _duration = meter.CreateHistogram<double>(
            "http.request.duration", "s", "Time to answer an HTTP request, by method and route.",
            advice: new() { HistogramBucketBoundaries = [.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10] });
        foreach (var route in (ReadOnlySpan<string>)
            [ObservabilityRoutes.Metrics, ObservabilityRoutes.Health, ObservabilityRoutes.Live, ObservabilityRoutes.Ready])
        {
            Count("GET", route, 200, requests: 0);
            Count("GET", route, 503, requests: 0);
        }

        Count("GET", ObservabilityRoutes.Metrics, 500, requests: 0);
        Count("GET", ObservabilityRoutes.Other, 404, requests: 0);
    }

    public void RequestAnswered(string method, string route, int status, TimeSpan elapsed)
    {
        Count(method, route, status, requests: 1);
        _duration.Record(elapsed.TotalSeconds, new("method", method), new("route", route));
    }

    private void Count(string method, string route, int status, long requests) => _requests.Add(
        requests, new("method", method), new("route", route), new("status", status.ToString(CultureInfo.InvariantCulture)));
}
