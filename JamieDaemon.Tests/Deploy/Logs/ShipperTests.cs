using System.Text.Json;
using System.Text.RegularExpressions;
using JamieDaemon.Observability.Logs;
using JamieDaemon.Tests.Docs;
using YamlDotNet.RepresentationModel;

namespace JamieDaemon.Tests.Deploy.Logs;

/// <summary>
/// Configurations of programs that cannot be run here, written from their documentation: that they are well-formed, and that they speak of files
/// and fields that Jamie writes.
/// </summary>
public sealed partial class ShipperTests
{
    private const string LogFiles = "/var/log/jamie/jamie-*.json";

    private static IEnumerable<string> Yaml => DeployFile.All.Where(file => file.EndsWith(".yml", StringComparison.Ordinal) || file.EndsWith(".yaml", StringComparison.Ordinal));

    private static IEnumerable<string> Json => DeployFile.All.Where(file => file.EndsWith(".json", StringComparison.Ordinal));

    private static IEnumerable<JsonElement> Saved => DeployFile.Text("kibana/saved-searches.ndjson").TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement);

    [TestCaseSource(nameof(Yaml))]
    public void It_is_YAML_without_a_key_twice(string file) => Assert.That(DeployFile.Yaml(file), Is.InstanceOf<YamlMappingNode>());

    [TestCaseSource(nameof(Json))]
    public void It_is_JSON_without_a_key_twice(string file) =>
        Assert.That(() => JsonDocument.Parse(DeployFile.Text(file), new JsonDocumentOptions { AllowDuplicateProperties = false }), Throws.Nothing);

    [Test]
    public void Filebeat_reads_the_files_and_knows_them_by_less_than_their_first_record()
    {
        var input = (YamlMappingNode)DeployFile.Yaml("filebeat/filebeat.yml").List("filebeat.inputs").Single();
        Assert.That(input.Text("type"), Is.EqualTo("filestream"), "log is disabled since version 9");
        Assert.That(input.List("paths").Select(path => path.ToString()), Is.EqualTo(new[] { LogFiles }));
        var fingerprint = input.Child("prospector.scanner.fingerprint")!;
        // LogFilesTests: every file begins with a record of more than 256 bytes.
        Assert.That(fingerprint.Text("length"), Is.EqualTo("256"));
        Assert.That(Hours(input.Text("clean_inactive")!), Is.GreaterThan(Hours(input.Text("ignore_older")!)), "or files are read twice");
        Assert.That(Hours(input.Text("ignore_older")!), Is.GreaterThanOrEqualTo(new JamieDaemon.Observability.Logs.LogOptions().RetainedFileCount), "a file is an hour at most");
    }

    [TestCase("logstash/jamie.conf", "beats")]
    [TestCase("logstash/jamie-files.conf", "file")]
    public void Logstash_has_an_input_filters_and_an_output_and_closes_what_it_opens(string file, string input)
    {
        var text = Comment().Replace(DeployFile.Text(file), "");
        var depth = 0;
        foreach (var c in LogstashText().Replace(text, ""))
        {
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
            Assert.That(depth, Is.GreaterThanOrEqualTo(0));
        }

        Assert.That(depth, Is.Zero);
        Assert.That(Section().Matches(text).Select(section => section.Groups["name"].Value), Is.EqualTo(new[] { "input", "filter", "output" }));
        Assert.That(text, Does.Match($@"input \{{\s+{input} \{{"));
        foreach (Match renamed in Renamed().Matches(text)) Assert.That(EcsFields.All, Does.Contain(renamed.Groups["field"].Value));
        if (input == "file") Assert.That(text, Does.Contain($"\"{LogFiles}\""));
    }

    [Test]
    public void Everybody_writes_to_the_data_stream_that_the_template_is_for()
    {
        var template = JsonDocument.Parse(DeployFile.Text("elasticsearch/index-template.json")).RootElement;
        Assert.That(template.GetProperty("index_patterns")[0].GetString(), Is.EqualTo("logs-jamie-*"));
        Assert.That(DeployFile.Text("filebeat/filebeat.yml"), Does.Contain("index: logs-jamie-default").And.Contain("op_type: create"));
        foreach (var file in new[] { "logstash/jamie.conf", "logstash/jamie-files.conf" })
        {
            Assert.That(DeployFile.Text(file), Does.Contain("data_stream_type => \"logs\"").And.Contain("data_stream_dataset => \"jamie\""));
        }
    }

    [Test]
    public void The_index_template_maps_fields_that_are_written_and_aliases_of_such()
    {
        var properties = JsonDocument.Parse(DeployFile.Text("elasticsearch/index-template.json")).RootElement.GetProperty("template").GetProperty("mappings").GetProperty("properties");
        var mapped = Fields(properties, "").ToList();
        Assert.That(mapped.Where(field => field.Alias is null).Select(field => field.Name), Is.SubsetOf(EcsFields.All));
        // An alias can only lead to a field that is mapped in so many words.
        Assert.That(mapped.Select(field => field.Alias).OfType<string>(), Is.Not.Empty.And.SubsetOf(mapped.Select(field => field.Name)));
    }

    [Test]
    public void The_index_template_and_the_page_have_every_number()
    {
        var mapped = JsonDocument.Parse(DeployFile.Text("elasticsearch/index-template.json")).RootElement.GetProperty("template").GetProperty("mappings").GetProperty("properties").GetProperty("jamie").GetProperty("properties");
        var numbers = LogNumbers.All.Select(number => number.Field).ToList();
        Assert.That(mapped.EnumerateObject().Select(field => field.Name), Is.EqualTo(numbers));
        Assert.That(new MarkdownPage("docs/logs.md").Table("Numbers").Select(row => row[0]), Is.EqualTo(numbers.Select(field => $"jamie.{field}")));
        Assert.That(LogNumbers.All.Select(number => LogLabels.Key(number.Property)), Is.SubsetOf(LogEventsPageTests.Said), "somebody logs it");
    }

    [Test]
    public void Every_saved_search_asks_for_fields_and_shows_fields_that_are_written()
    {
        var searches = Saved.Where(saved => saved.GetProperty("type").GetString() == "search").ToList();
        Assert.That(searches, Has.Count.GreaterThanOrEqualTo(5));
        foreach (var search in searches)
        {
            var attributes = search.GetProperty("attributes");
            var source = JsonDocument.Parse(attributes.GetProperty("kibanaSavedObjectMeta").GetProperty("searchSourceJSON").GetString()!).RootElement;
            var query = source.GetProperty("query").GetProperty("query").GetString()!;
            var asked = QueriedField().Matches(query).Select(field => field.Groups["field"].Value).Distinct().ToList();
            Assert.That(asked, Is.Not.Empty.And.SubsetOf(EcsFields.All), query);
            Assert.That(attributes.GetProperty("columns").EnumerateArray().Select(column => column.GetString()), Is.SubsetOf(EcsFields.All));
            var reference = search.GetProperty("references").EnumerateArray().Single();
            Assert.That(reference.GetProperty("name").GetString(), Is.EqualTo(source.GetProperty("indexRefName").GetString()));
            Assert.That(Saved.Select(saved => saved.GetProperty("id").GetString()), Does.Contain(reference.GetProperty("id").GetString()));
        }

        Assert.That(Saved.Select(saved => saved.GetProperty("id").GetString()), Is.Unique);
    }

    [Test]
    public void Datadog_reads_the_files_and_maps_fields_that_are_written()
    {
        var logs = DeployFile.Yaml("datadog/conf.d/jamie.d/conf.yaml").List("logs").Single();
        Assert.That((logs.Text("path"), logs.Text("service")), Is.EqualTo((LogFiles, JamieDaemon.Telemetry.JamieTelemetry.ServiceName)));
        var processors = JsonDocument.Parse(DeployFile.Text("datadog/log-pipeline.json")).RootElement.GetProperty("processors").EnumerateArray();
        Assert.That(processors.SelectMany(processor => processor.GetProperty("sources").EnumerateArray()).Select(source => source.GetString()), Is.SubsetOf(EcsFields.All));
    }

    [Test]
    public void Datadog_takes_every_metric_that_there_is()
    {
        var instance = DeployFile.Yaml("datadog/conf.d/openmetrics.d/conf.yaml").List("instances").Single();
        var pattern = instance.List("metrics").Single().ToString();
        Assert.That(KnownNames.Series.Keys.Where(name => name != "target_info"), Has.All.Match(pattern));
    }

    [TestCase("collector/collector.yaml")]
    [TestCase("jaeger/jaeger.yaml")]
    public void Every_pipeline_is_made_of_parts_that_are_configured_and_none_is_left_over(string file)
    {
        var root = DeployFile.Yaml(file);
        var service = root.Child("service")!;
        var pipelines = ((YamlMappingNode)service.Child("pipelines")!).Children.Values.ToList();
        foreach (var kind in new[] { "receivers", "processors", "exporters" })
        {
            Assert.That(pipelines.SelectMany(pipeline => pipeline.List(kind)).Select(part => part.ToString()).Distinct(), Is.EquivalentTo(root.Child(kind)!.Keys()), kind);
        }

        if (root.Child("extensions") is { } extensions)
        {
            Assert.That(service.List("extensions").Select(extension => extension.ToString()), Is.EquivalentTo(extensions.Keys()));
        }
    }

    [Test]
    public void The_overview_names_every_file_and_says_how_far_it_is_tested()
    {
        var rows = DeployFile.Text("README.md").Split('\n').Where(line => line.StartsWith("| [", StringComparison.Ordinal)).ToList();
        Assert.That(rows.SelectMany(row => Listed().Matches(row.Split('|')[1])).Select(file => file.Groups["file"].Value), Is.EquivalentTo(DeployFile.All.Where(file => file != "README.md")));
        Assert.That(rows.Select(row => row.Split('|')[3]), Has.All.Match(@"written from \[the docs\]\(https://|`promtool |`amtool |type-checked|they are the tests|as above"));
    }

    private static IEnumerable<(string Name, string? Alias)> Fields(JsonElement properties, string prefix) => properties.EnumerateObject().SelectMany(
        field => field.Value.TryGetProperty("properties", out var inner)
            ? Fields(inner, $"{prefix}{field.Name}.")
            : [(prefix + field.Name, field.Value.TryGetProperty("path", out var path) ? path.GetString() : null)]);


    private static int Hours(string duration) => int.Parse(duration.TrimEnd('h'));

    [GeneratedRegex("^ *#.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("\"[^\"]*\"")]
    private static partial Regex LogstashText();

    [GeneratedRegex(@"^(?<name>\w+) \{", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Section();

    [GeneratedRegex("""^ +"(?<field>[\w.]+)" => "\[""", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex Renamed();

    [GeneratedRegex(@"(?<field>[\w.@]+)\s*(:|>|<)", RegexOptions.ExplicitCapture)]
    private static partial Regex QueriedField();

    [GeneratedRegex(@"\]\((?<file>[^)]+)\)", RegexOptions.ExplicitCapture)]
    private static partial Regex Listed();
}
