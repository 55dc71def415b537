using Microsoft.Extensions.Options;

namespace JamieDaemon.Observability.Prometheus;

/// <summary>
/// Hands out pages: one collection at a time, shared by everybody who asks meanwhile and for a moment after, so that two
/// Prometheus servers cost one collection.
/// </summary>
public sealed class PrometheusScrapes(PrometheusExporter exporter, TimeProvider time, IOptions<ObservabilityOptions> options)
{
    private readonly Lock _sync = new();
    private readonly Flight?[] _flights = new Flight?[2];

    /// <summary>
    /// Throws <see cref="TimeoutException"/> after <paramref name="budget"/>; the collection goes on for those who wait longer.
    /// </summary>
    public Task<Exposition> ReadAsync(bool openMetrics, TimeSpan budget, CancellationToken cancellationToken)
    {
        Task<Exposition> page;
        lock (_sync)
        {
            ref var flight = ref _flights[openMetrics ? 1 : 0];
            if (flight is null || flight.IsStale(time, options.Value.ScrapeCache))
            {
                flight = new Flight(exporter, time, openMetrics);
            }

            page = flight.Page;
        }

        return page.WaitAsync(budget, time, cancellationToken);
    }

    private sealed class Flight
    {
        private long _finished;

        public Flight(PrometheusExporter exporter, TimeProvider time, bool openMetrics) => Page = Task.Run(() =>
        {
            var page = new Exposition(exporter.WritePage(openMetrics));
            _finished = time.GetTimestamp();
            return page;
        });

        public Task<Exposition> Page { get; }

        public bool IsStale(TimeProvider time, TimeSpan keep) =>
            Page.IsCompleted && (!Page.IsCompletedSuccessfully || time.GetElapsedTime(_finished) >= keep);
    }
}
