using System.Diagnostics;
using System.Text.Json;
using JamieDaemon.Sandbox.Daemon;

namespace JamieDaemon.Tests.Support;

/// <summary>A real Prometheus that scrapes what it is told every second, and can be asked what it has.</summary>
internal sealed class PrometheusServer : IAsyncDisposable
{
    private static readonly HttpClient Http = new();

    private readonly TempFolder _folder = new();
    private readonly Uri _address;
    private readonly ChildProcess _program;

    private PrometheusServer(string configuration, IEnumerable<(string Name, string Text)> files)
    {
        var port = FreePort.Find();
        _address = new Uri($"http://127.0.0.1:{port}/api/v1/");
        File.WriteAllText(_folder.File("prometheus.yml"), configuration);
        foreach (var (name, text) in files) File.WriteAllText(_folder.File(name), text);
        _program = ChildProcess.Start(
            new ProcessStartInfo(
                Judge.Need("prometheus", "prometheus"),
                [
                    $"--config.file={_folder.File("prometheus.yml")}", $"--storage.tsdb.path={_folder.File("data")}",
                    $"--web.listen-address=127.0.0.1:{port}", "--enable-feature=exemplar-storage", "--log.level=warn",
                ]),
            TimeProvider.System);
    }

    public static PrometheusServer Start(params (string Job, Uri Page)[] jobs) => new(
        $"""
        global: {"{"} scrape_interval: 1s, scrape_timeout: 1s {"}"}
        scrape_configs:
        {string.Join('\n', jobs.Select(job => $"- {{ job_name: '{job.Job}', metrics_path: '{job.Page.AbsolutePath}', static_configs: [ {{ targets: ['{job.Page.Authority}'] }} ] }}"))}
        """,
        []);

    /// <summary>With a configuration of its own, and the files that it names.</summary>
    public static PrometheusServer Start(string configuration, params (string Name, string Text)[] files) => new(configuration, files);

    /// <summary>The newest sample of each series, by its labels (without the job's own).</summary>
    public async Task<Dictionary<string, double>> QueryAsync(string expression)
    {
        var answer = await AskAsync($"query?query={Uri.EscapeDataString(expression)}");
        var samples = new Dictionary<string, double>();
        foreach (var sample in answer.GetProperty("result").EnumerateArray())
        {
            var labels = sample.GetProperty("metric").EnumerateObject().Where(label => label.Name is not ("job" or "instance"))
                .Select(label => $"{label.Name}={label.Value.GetString()}").Order(StringComparer.Ordinal);
            samples.Add(string.Join(',', labels), double.Parse(sample.GetProperty("value")[1].GetString()!));
        }

        return samples;
    }

    /// <summary>Waits until the query gives this number, once and only.</summary>
    public async Task WhenAsync(string expression, double value)
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        var limit = Limits.Token;
        while (true)
        {
            try
            {
                if (await QueryAsync(expression) is { Count: 1 } found && found.Values.Single().Equals(value)) return;
            }
            catch (HttpRequestException)
            {
                // It is not up yet.
            }

            if (_program.Ended.IsCompleted) Assert.Fail($"Prometheus has ended: {_program.Tail}");
            await tick.WaitForNextTickAsync(limit);
        }
    }

    /// <summary>What it says of its targets that are not up, and why.</summary>
    public async Task<string> ProblemsAsync() => string.Join(
        '\n',
        (await AskAsync("targets")).GetProperty("activeTargets").EnumerateArray().Where(target => target.GetProperty("health").GetString() != "up")
            .Select(target => $"{target.GetProperty("scrapePool")}: {target.GetProperty("lastError")}"));

    public async Task<IReadOnlyList<string>> LabelValuesAsync(string label, string match) =>
        [.. (await AskAsync($"label/{label}/values?match[]={Uri.EscapeDataString(match)}")).EnumerateArray().Select(value => value.GetString()!)];

    /// <summary>The types and units that it has read, by family.</summary>
    public async Task<Dictionary<string, (string Type, string Unit)>> MetadataAsync(string job) =>
        (await AskAsync($"targets/metadata?match_target={Uri.EscapeDataString($"{{job=\"{job}\"}}")}")).EnumerateArray().ToDictionary(
            family => family.GetProperty("metric").GetString()!, family => (family.GetProperty("type").GetString()!, family.GetProperty("unit").GetString()!));

    public Task<JsonElement> ExemplarsAsync(string expression) => AskAsync($"query_exemplars?query={Uri.EscapeDataString(expression)}&start=0&end=9999999999");

    public async ValueTask DisposeAsync()
    {
        await _program.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<JsonElement> AskAsync(string path)
    {
        using var answer = await Http.GetAsync(new Uri(_address, path), Limits.Token);
        answer.EnsureSuccessStatusCode();
        var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(Limits.Token), cancellationToken: Limits.Token);
        return json.RootElement.GetProperty("data");
    }
}
