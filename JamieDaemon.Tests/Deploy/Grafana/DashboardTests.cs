using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using JamieDaemon.Tests.Deploy.Prometheus;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.Deploy.Grafana;

/// <summary>The dashboard against Grafana's own types, Prometheus' grammar and the metrics there are.</summary>
public sealed class DashboardTests
{
    private const string File = "grafana/jamie.json";

    private static readonly string[] OfPrometheus = ["up", "scrape_duration_seconds", "scrape_samples_scraped"];

    private static readonly JsonElement Dashboard = JsonDocument.Parse(DeployFile.Text(File)).RootElement;

    private static readonly List<JsonElement> Panels = [.. Dashboard.GetProperty("panels").EnumerateArray()];

    private static IEnumerable<(string Panel, string Expression)> Queries => Panels.Where(panel => panel.TryGetProperty("targets", out _)).SelectMany(
        panel => panel.GetProperty("targets").EnumerateArray(), (panel, target) => (panel.GetProperty("title").GetString()!, target.GetProperty("expr").GetString()!));

    [Test]
    public Task Grafanas_own_types_take_it() => NpmJudge.ApproveAsync("grafana", DeployFile.Path(File));

    [TestCase("/panels/1/fieldConfig/defaults/mappings", "\"none\"")]
    [TestCase("/panels/8/fieldConfig/defaults/custom/drawStyle", "\"lines\"")]
    [TestCase("/panels/8/options/legend/placement", "\"left\"")]
    [TestCase("/panels/8/targets/0/expression", "\"up\"")]
    [TestCase("/panels/8/gridPos/width", "8")]
    [TestCase("/time/since", "\"now-1h\"")]
    public async Task Grafanas_own_types_refuse_what_is_not_theirs(string path, string value)
    {
        var broken = JsonNode.Parse(DeployFile.Text(File))!;
        var parts = path.Trim('/').Split('/');
        var parent = parts[..^1].Aggregate(broken, (node, part) => int.TryParse(part, out var index) ? node[index]! : node[part]!);
        parent[parts[^1]] = JsonNode.Parse(value);
        using var folder = new TempFolder();
        await System.IO.File.WriteAllTextAsync(folder.File("broken.json"), broken.ToJsonString());

        var (exitCode, output) = await NpmJudge.AskAsync("grafana", folder.File("broken.json"));

        Assert.That(exitCode, Is.Not.Zero);
        Assert.That(output, Does.Contain("error TS"));
    }

    [Test]
    public async Task Every_query_is_PromQL()
    {
        var rules = Queries.Select((query, index) => new { record = $"query:{index}", expr = Plain(query.Expression) });
        var file = JsonSerializer.Serialize(new { groups = new[] { new { name = "queries", rules } } });
        var (exitCode, output) = await Judge.AskAsync("promtool", ["check", "rules", "/dev/stdin"], Encoding.UTF8.GetBytes(file), "prometheus");
        Assert.That(exitCode, Is.Zero, output);
    }

    [Test]
    public void Every_query_asks_for_series_and_labels_that_exist() => Assert.Multiple(() =>
    {
        foreach (var (panel, expression) in Queries) SeriesRules.Check(panel, expression, OfPrometheus);
    });

    [Test]
    public void Every_query_is_of_Jamies_job_and_of_the_chosen_instances() => Assert.Multiple(() =>
    {
        foreach (var (panel, expression) in Queries)
        {
            foreach (var (name, matchers) in PromQl.Read(expression).Selectors.Where(selector => !selector.Name.StartsWith("jamie:", StringComparison.Ordinal)))
            {
                Assert.That(matchers, Does.Contain(("job", "jamie-sre-chatbot")).And.Contains(("instance", "$instance")), $"{panel}: {name}");
            }
        }
    });

    [Test]
    public void Rates_are_taken_over_what_the_scrape_interval_allows() => Assert.Multiple(() =>
    {
        // A range that somebody wrote by hand is empty where scrapes are rarer; those of an hour and more mean that time.
        foreach (var (panel, expression) in Queries.Where(query => query.Expression.Contains('[', StringComparison.Ordinal)))
        {
            Assert.That(expression, Does.Contain("[$__rate_interval]").Or.Contain("[1h]").Or.Contain("[1d]").Or.Contain("[30m:]"), panel);
        }
    });

    [Test]
    public void It_can_be_provisioned()
    {
        Assert.That(Dashboard.GetProperty("id").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(Dashboard.GetProperty("uid").GetString(), Is.EqualTo("jamie-sre-chatbot"));
        Assert.That(Dashboard.GetProperty("schemaVersion").GetInt32(), Is.EqualTo(42));
        Assert.That(Dashboard.TryGetProperty("__inputs", out _), Is.False, "a provisioned dashboard has nobody to ask");
        Assert.That(Panels.Select(panel => panel.GetProperty("id").GetInt32()), Is.Unique);
        Assert.That(Panels.Select(panel => panel.GetProperty("title").GetString()), Is.Unique);
    }

    [Test]
    public void Everything_finds_its_data_source_through_the_variable()
    {
        var variables = Dashboard.GetProperty("templating").GetProperty("list").EnumerateArray().ToList();
        Assert.That(variables[0].GetProperty("type").GetString(), Is.EqualTo("datasource"));
        var places = variables.Skip(1).Concat(Panels.Where(panel => panel.GetProperty("type").GetString() != "row"))
            .Concat(Panels.Where(panel => panel.TryGetProperty("targets", out _)).SelectMany(panel => panel.GetProperty("targets").EnumerateArray()));
        Assert.That(places.Select(place => place.GetProperty("datasource").GetRawText().Replace(" ", "", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal)),
            Is.All.EqualTo("""{"type":"prometheus","uid":"${datasource}"}"""));
    }

    [Test]
    public void No_panel_lies_upon_another_or_beyond_the_edge()
    {
        var taken = new HashSet<(int X, int Y)>();
        foreach (var panel in Panels)
        {
            var place = panel.GetProperty("gridPos");
            var (x, y, w, h) = (place.GetProperty("x").GetInt32(), place.GetProperty("y").GetInt32(), place.GetProperty("w").GetInt32(), place.GetProperty("h").GetInt32());
            Assert.That(x + w, Is.LessThanOrEqualTo(24));
            for (var i = 0; i < w * h; i++) Assert.That(taken.Add((x + (i % w), y + (i / w))), Is.True, panel.GetProperty("title").GetString());
        }
    }

    [Test]
    public void Every_panel_says_what_it_shows_in_which_unit() => Assert.Multiple(() =>
    {
        foreach (var panel in Panels.Where(panel => panel.GetProperty("type").GetString() != "row"))
        {
            Assert.That(panel.GetProperty("description").GetString(), Does.EndWith("."), panel.GetProperty("title").GetString());
            Assert.That(panel.GetProperty("fieldConfig").GetProperty("defaults").GetProperty("unit").GetString(), Is.Not.Empty);
        }
    });

    private static string Plain(string expression) => expression.Replace("$__rate_interval", "5m", StringComparison.Ordinal);
}
