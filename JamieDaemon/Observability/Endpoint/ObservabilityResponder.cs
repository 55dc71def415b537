using System.Collections.Specialized;
using JamieDaemon.Observability.Health;
using JamieDaemon.Observability.Prometheus;

namespace JamieDaemon.Observability.Endpoint;

/// <summary>Decides what a request to the port gets: metrics, health, or a word on what else to ask for.</summary>
public sealed partial class ObservabilityResponder(
    PrometheusScrapes scrapes,
    HealthWatch health,
    ServiceIdentity service,
    ILogger<ObservabilityResponder> logger)
{
    private const int WorthCompressing = 1024;

    public async Task<HttpReply> AnswerAsync(
        string method, string path, NameValueCollection headers, CancellationToken cancellationToken)
    {
        var route = ObservabilityRoutes.OfPath(path);
        if (route == ObservabilityRoutes.Other)
        {
            return HttpReply.Text(404, "Not found. This port has /metrics, /health, /health/live and /health/ready.");
        }

        if (method is not ("GET" or "HEAD"))
        {
            return HttpReply.Text(405, "Only GET and HEAD are answered here.", ("Allow", "GET, HEAD"));
        }

        return route == ObservabilityRoutes.Metrics
            ? await MetricsAsync(headers, cancellationToken)
            : Health(route, health.State, service);
    }

    /// <summary>What a probe gets.</summary>
    public static HttpReply Health(string route, HealthState state, ServiceIdentity service) => route switch
    {
        ObservabilityRoutes.Live => HttpReply.Json(Readiness.IsAlive(state) ? 200 : 503, HealthReportWriter.Live(state)),
        ObservabilityRoutes.Ready => HttpReply.Json(Readiness.IsReady(state) ? 200 : 503, HealthReportWriter.Ready(state, service)),
        _ => HttpReply.Json(Readiness.IsAlive(state) ? 200 : 503, HealthReportWriter.Health(state, service)),
    };

    private async Task<HttpReply> MetricsAsync(NameValueCollection headers, CancellationToken cancellationToken)
    {
        var format = AcceptHeaderReader.Format(headers["Accept"]);
        try
        {
            var budget = ScrapeBudget.Read(headers["X-Prometheus-Scrape-Timeout-Seconds"]);
            var page = await scrapes.ReadAsync(format.OpenMetrics, budget, cancellationToken);
            return page.Plain.Length > WorthCompressing && AcceptHeaderReader.Gzip(headers["Accept-Encoding"])
                ? new HttpReply(
                    200, format.ContentType, page.Gzip, ("Vary", "Accept, Accept-Encoding"), ("Content-Encoding", "gzip"))
                : new HttpReply(200, format.ContentType, page.Plain, ("Vary", "Accept, Accept-Encoding"));
        }
        catch (TimeoutException)
        {
            Log.ScrapeLate(logger);
            return HttpReply.Text(503, "The metrics could not be collected within the scrape's time-out.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.ScrapeFailed(logger, exception);
            return HttpReply.Text(500, "The metrics could not be collected; the log says why.");
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, EventName = "metrics.scrape_late",
            Message = "The metrics were not collected within the scrape's time-out: an observable instrument takes too long.")]
        public static partial void ScrapeLate(ILogger logger);

        [LoggerMessage(Level = LogLevel.Error, EventName = "metrics.scrape_failed",
            Message = "The metrics could not be collected.")]
        public static partial void ScrapeFailed(ILogger logger, Exception exception);
    }
}
