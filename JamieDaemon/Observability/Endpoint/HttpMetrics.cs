using System.Globalization;
using JamieDaemon.Telemetry;

namespace JamieDaemon.Observability.Endpoint;

/// <summary>
/// Counts, times and weighs the answers of our own port: <c>http_requests_total</c>, <c>http_request_duration_seconds</c> and
/// <c>http_response_size_bytes</c>.
/// </summary>
public sealed class HttpMetrics
{
    private readonly JamieCounter _requests;
    private readonly JamieHistogram _duration;
    private readonly JamieHistogram _size;

    public HttpMetrics(JamieMeter meter)
    {
        _requests = meter.Counter("http.requests.total", "{request}", "HTTP requests answered, by method, route and status.");
        _duration = meter.Histogram("http.request.duration", "s", "Time to answer an HTTP request, by method and route.", Buckets.Http);
        _size = meter.Histogram("http.response.size", "By", "Size of the bodies sent, as sent, by route.", Buckets.Bytes);
        foreach (var route in ObservabilityRoutes.All)
        {
            foreach (var method in (ReadOnlySpan<string>)["GET", "HEAD", ObservabilityRoutes.Other])
            {
                foreach (var status in StatusesOf(method, route))
                {
                    _requests.Announce(new("method", method), new("route", route), new("status", status));
                }

                _duration.Announce(new("method", method), new("route", route));
            }

            _size.Announce(new KeyValuePair<string, object?>("route", route));
        }
    }

    /// <param name="method">One of the closed words of <see cref="ObservabilityRoutes"/>.</param>
    /// <param name="route">Likewise.</param>
    /// <param name="status">As answered.</param>
    /// <param name="bytes">Of the body that was sent.</param>
    /// <param name="elapsed">From the request to the end of its answer.</param>
    public void RequestAnswered(string method, string route, int status, long bytes, TimeSpan elapsed)
    {
        _requests.Add(
            1, new("method", method), new("route", route), new("status", status.ToString(CultureInfo.InvariantCulture)));
        _duration.Record(elapsed.TotalSeconds, new("method", method), new("route", route));
        _size.Record(bytes, new KeyValuePair<string, object?>("route", route));
    }

    /// <summary>Every status that there can be.</summary>
    private static string[] StatusesOf(string method, string route) => (method, route) switch
    {
        (_, ObservabilityRoutes.Other) => ["404"],
        (ObservabilityRoutes.Other, _) => ["405"],
        _ => ["200", "500", "503"],
    };
}
