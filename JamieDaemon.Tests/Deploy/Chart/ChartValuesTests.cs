using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using JamieDaemon.Hosting;
using JamieDaemon.Slack;
using JamieDaemon.Tests.Docs;
using Microsoft.Extensions.Configuration;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace JamieDaemon.Tests.Deploy.Chart;

/// <summary>The chart's values: what may be set is what Jamie knows, and the table in its README is the file.</summary>
public sealed class ChartValuesTests
{
    /// <summary>What the chart sets itself, or takes from another value: said twice it would be said in vain.</summary>
    private static readonly string[] OfTheChart =
    [
        "Slack:BotToken", "Slack:AppToken", "Slack:ExpectedSockets", "Slack:StateDirectory", "Answering:SystemPrompt", "Journal:Directory", "Ollama:Url", "Ollama:Model",
        "Ollama:Authorization", "Network:ExtraCaFile", "Observability:Address", "Observability:Port", "Observability:Logs:Directory", "Observability:Logfire:Token",
    ];

    /// <summary>By whatever name they would come as a variable.</summary>
    private static IEnumerable<string> VariablesOfTheChart => OfTheChart.Select(setting => setting.Replace(":", "__", StringComparison.Ordinal))
        .Concat(SettingAliases.All.Where(alias => OfTheChart.Contains(alias.Setting)).Select(alias => alias.Variable))
        .Concat(SecretFiles.All.SelectMany(secret => new[] { secret.Variable, secret.Variable + SecretFiles.Suffix }))
        .Distinct();

    private static readonly JsonNode Schema = JsonNode.Parse(File.ReadAllText(ChartFiles.Path("values.schema.json")))!;

    private static IEnumerable<TestCaseData> ValueSets => ChartFiles.ValueSets.Select(file => new TestCaseData(file).SetArgDisplayNames(Path.GetFileName(file)));

    [Test]
    public void What_can_be_set_is_what_appsettings_has_but_for_what_the_chart_sets_itself()
    {
        var shipped = JsonNode.Parse(File.ReadAllText(Repository.File("appsettings.json")))!;
        Assert.That(Settings(Schema["properties"]!["settings"]!, ""), Is.EquivalentTo(Leaves(shipped, "").Except(OfTheChart, StringComparer.Ordinal)));
        Assert.That(OfTheChart, Is.SubsetOf(Leaves(shipped, "")));
    }

    [Test]
    public void Credentials_have_the_names_that_Jamie_knows() => Assert.Multiple(() =>
    {
        var secret = Schema["properties"]!["secret"]!["properties"]!;
        var known = SecretFiles.All.Select(secretFile => secretFile.Credential);
        Assert.That(secret["existingKeys"]!["items"]!["enum"]!.AsArray().Select(name => name!.GetValue<string>()), Is.EquivalentTo(known));
        Assert.That(secret["create"]!["properties"]!.AsObject().Select(property => property.Key), Is.EquivalentTo(known));
    });

    [Test]
    public void There_are_one_to_three_replicas_and_one_unless_said() => Assert.Multiple(() =>
    {
        Assert.That(ChartFiles.Values.Text("replicaCount"), Is.EqualTo("1"));
        Assert.That(Schema["properties"]!["replicaCount"]!.ToJsonString(), Is.EqualTo("""{"type":"integer","minimum":1,"maximum":3}"""));
    });

    [Test]
    public void No_object_of_the_schema_takes_a_name_that_it_does_not_know()
    {
        var open = Objects(Schema, "").Where(found => found.Node["additionalProperties"] is null && found.Node["allOf"] is null && found.Node["const"] is null).Select(found => found.Path);
        Assert.That(open, Is.EquivalentTo(new[] { "/definitions/any", "/properties/global" }));
    }

    [Test]
    public void The_table_in_the_readme_has_every_value_with_its_default() =>
        Assert.That(new MarkdownPage("deploy/helm/jamie/README.md").Table("Values").Select(row => (row[0], row[1])), Is.EquivalentTo(Values((YamlMappingNode)ChartFiles.Values, "")));

    [TestCaseSource(nameof(ValueSets))]
    public async Task What_comes_of_values_are_settings_that_Jamie_can_start_with(string file)
    {
        var manifests = await HelmTemplate.RenderFileAsync(file);
        var statefulSet = manifests.OfKind("StatefulSet").Single();
        using var settings = new MemoryStream(Encoding.UTF8.GetBytes(manifests.Select(manifest => manifest.At("data", "appsettings.json")).OfType<YamlScalarNode>().Single().Value!));
        // Before the variables, which win over files.
        var asked = new ConfigurationBuilder().AddJsonStream(settings).Build().AsEnumerable().Where(setting => setting.Value is not null)
            .Concat(statefulSet.Variables().Where(variable => variable.Key.Contains("__", StringComparison.Ordinal))
                .Select(variable => new KeyValuePair<string, string?>(variable.Key.Replace("__", ":", StringComparison.Ordinal), variable.Value ?? "Said elsewhere.")));

        // What is mounted in a container is not here.
        string[] args = ["--Slack:BotToken=xoxb-1", "--Slack:AppToken=xapp-1", .. asked.Where(setting => setting.Value is not ['/', ..]).Select(setting => $"--{setting.Key}={setting.Value}")];
        var builder = JamieHost.CreateBuilder(args);
        using var host = builder.Build();
        Assert.That(SettingProblems.Find(builder.Services, host.Services), Is.Empty);
        Assert.That(builder.Configuration["Ollama:Model"], Is.EqualTo(ValueIn(file, "ollama", "model")));
    }

    [TestCaseSource(nameof(VariablesOfTheChart))]
    public async Task What_the_chart_sets_itself_is_no_extra_variable(string variable) =>
        Assert.That(await HelmTemplate.RefusalAsync($"extraEnv: [{{name: {variable}, value: x}}]"), Does.Contain($"extraEnv may not have {variable}:"));

    [Test]
    public async Task Channels_of_the_schema_have_the_settings_of_a_channel()
    {
        var channel = Schema["properties"]!["settings"]!["properties"]!["Slack"]!["properties"]!["Channels"]!["patternProperties"]!.AsObject().Single().Value!;
        Assert.That(
            channel["properties"]!.AsObject().Select(property => property.Key).Append(nameof(ChannelOptions.SystemPrompt)),
            Is.EquivalentTo(typeof(ChannelOptions).GetProperties().Select(property => property.Name)));
        var variables = (await HelmTemplate.RenderAsync("prompts: {channels: {C0123ABC456: Be brief.}}", "StatefulSet")).Single().Variables();
        Assert.That(variables, Does.ContainKey($"Slack__Channels__C0123ABC456__{nameof(ChannelOptions.SystemPrompt)}"));
    }

    private static string? ValueIn(string file, params string[] names) =>
        ((YamlNodes.Documents(File.ReadAllText(file)).Single().At(names) ?? ChartFiles.Values.At(names)) as YamlScalarNode)?.Value;

    private static IEnumerable<string> Leaves(JsonNode node, string path) => node is JsonObject { Count: > 0 } section && path != "Observability:Logs:Levels:"
        ? section.SelectMany(setting => setting.Value is JsonObject ? Leaves(setting.Value, $"{path}{setting.Key}:") : [$"{path}{setting.Key}"])
        : [path.TrimEnd(':')];

    private static IEnumerable<string> Settings(JsonNode schema, string path) => schema["properties"] is JsonObject properties
        ? properties.SelectMany(property => Settings(property.Value!, $"{path}{property.Key}:"))
        : [path.TrimEnd(':')];

    private static IEnumerable<(string Path, JsonObject Node)> Objects(JsonNode? node, string path) => node switch
    {
        JsonObject map => map.SelectMany(pair => Objects(pair.Value, $"{path}/{pair.Key}")).Concat(map["type"] is JsonValue type && type.ToString() == "object" ? [(path, map)] : []),
        JsonArray list => list.SelectMany((item, at) => Objects(item, $"{path}/{at}")),
        _ => [],
    };

    /// <summary>What is written over several lines has values of its own; what stands in braces is one value, and a long one is not repeated.</summary>
    private static IEnumerable<(string Name, string Default)> Values(YamlMappingNode map, string path)
    {
        foreach (var (key, value) in map.Children)
        {
            var name = path + ((YamlScalarNode)key).Value;
            if (value is YamlMappingNode { Style: not MappingStyle.Flow } inner)
            {
                foreach (var found in Values(inner, $"{name}.")) yield return found;
            }
            else
            {
                var json = Json(value);
                yield return (name, value is YamlScalarNode { Value: { Length: > 0 } plain } ? plain : json.Length > 60 ? "…" : json);
            }
        }
    }

    private static string Json(YamlNode node) => node switch
    {
        YamlMappingNode map => $"{{{string.Join(", ", map.Children.Select(pair => $"{Json(pair.Key)}: {Json(pair.Value)}"))}}}",
        YamlSequenceNode list => $"[{string.Join(", ", list.Children.Select(Json))}]",
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: { } value } when value is "true" or "false" || int.TryParse(value, out _) => value,
        _ => JsonSerializer.Serialize(((YamlScalarNode)node).Value),
    };
}
