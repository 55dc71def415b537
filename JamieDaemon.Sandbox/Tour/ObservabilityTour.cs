using System.Text.Json;

namespace JamieDaemon.Sandbox.Tour;

/// <summary>Looks at the daemon the way Prometheus and Kubernetes do, after the questions of <see cref="SlackTour"/>.</summary>
internal sealed class ObservabilityTour(Uri address, TourReport report, TimeProvider time)
{
    /// <summary>A number is there a moment after the message is.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    private static readonly (string Name, (string Name, string Value)[] Labels, double Value)[] Expected =
    [
        ("ollama_requests_total", [("model", Stage.DefaultModel), ("status", "success")], 4),
        ("slack_mentions_total", [("status", "success")], 2),
        ("slack_mentions_total", [("status", "empty")], 1),
        ("slack_slash_commands_total", [("status", "success")], 1),
        ("slack_slash_commands_total", [("status", "empty")], 1),
        ("slack_direct_messages_total", [("status", "success")], 1),
        ("slack_app_home_opens_total", [], 1),
        ("http_requests_total", [("method", "GET"), ("route", "/health"), ("status", "200")], 1),
        ("http_requests_total", [("method", "GET"), ("route", "/health/live"), ("status", "200")], 1),
        ("http_requests_total", [("method", "GET"), ("route", "/health/ready"), ("status", "200")], 1),
    ];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = address };
        report.Heading($"Health, at {address}health");
        await HealthAsync(http, "health", "status", "healthy", cancellationToken);
        await HealthAsync(http, "health/live", "live", "True", cancellationToken);
        await HealthAsync(http, "health/ready", "ready", "True", cancellationToken);
        report.Heading($"Metrics, at {address}metrics");
        await MetricsAsync(http, cancellationToken);
    }

    private async Task HealthAsync(
        HttpClient http, string path, string property, string value, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.GetAsync(path, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            using var json = JsonDocument.Parse(body);
            var holds = response.IsSuccessStatusCode
                && json.RootElement.TryGetProperty(property, out var found) && found.ToString() == value;
            report.Check(
                $"/{path} answers 200, {property}: {value.ToLowerInvariant()}", holds, $"{(int)response.StatusCode} {body}");
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException)
        {
            report.Check($"/{path} answers 200", holds: false, failure.Message);
        }
    }

    private async Task MetricsAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var page = await ScrapeAsync(http, cancellationToken);
        foreach (var (name, labels, value) in Expected)
        {
            var found = page.Value(name, labels);
            var wanted = string.Join(',', labels.Select(label => $"{label.Name}=\"{label.Value}\""));
            var series = wanted.Length == 0 ? name : $"{name}{{{wanted}}}";
            report.Check($"{series} {value}", found == value, found?.ToString() ?? "no such series");
        }
    }

    private async Task<MetricsPage> ScrapeAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        while (true)
        {
            var page = await PageAsync(http, cancellationToken);
            var isComplete = Expected.All(series => page.Value(series.Name, series.Labels) == series.Value);
            if (isComplete || time.GetElapsedTime(start) > Patience)
                return page;
            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static async Task<MetricsPage> PageAsync(HttpClient http, CancellationToken cancellationToken)
    {
        try
        {
            return new MetricsPage(await http.GetStringAsync("metrics", cancellationToken));
        }
        catch (HttpRequestException)
        {
            return new MetricsPage("");
        }
    }
}
