using JamieDaemon.Hosting;
using JamieDaemon.Observability;
using JamieDaemon.Observability.Endpoint;
using JamieDaemon.Slack;
using JamieDaemon.Tests.Deploy.Chart;
using JamieDaemon.Tests.Docs;
using Microsoft.Extensions.Configuration;
using YamlDotNet.RepresentationModel;

namespace JamieDaemon.Tests.Deploy.Agreement;

/// <summary>Unit, image, chart, shippers and settings name the same directories, ports, users, variables and secrets.</summary>
public sealed class PlacesTests
{
    private static readonly string[] Directories = ["Journal__Directory", "Slack__StateDirectory", "Observability__Logs__Directory"];

    private static readonly IConfiguration Shipped = new ConfigurationBuilder().AddJsonFile(Repository.File("appsettings.json")).Build();

    private static IReadOnlyList<YamlNode> _manifests = [];
    private static YamlNode _statefulSet = null!;

    [OneTimeSetUp]
    public static async Task Render_everything_that_can_be_switched_on()
    {
        _manifests = await HelmTemplate.RenderFileAsync(ChartFiles.Path("ci/full-values.yaml"));
        _statefulSet = _manifests.OfKind("StatefulSet").Single();
    }

    [Test]
    public void Journal_state_and_logs_are_in_the_same_directories_everywhere() => Assert.Multiple(() =>
    {
        foreach (var directory in Directories)
        {
            Assert.That(Dockerfile.Variables[directory], Is.EqualTo(UnitFile.Variables[directory]), directory);
            Assert.That(_statefulSet.Variables()[directory], Is.EqualTo(UnitFile.Variables[directory]), directory);
        }
    });

    [Test]
    public void Those_directories_are_what_is_kept_and_writable() => Assert.Multiple(() =>
    {
        string[] kept = [$"/var/lib/{UnitFile.Value("StateDirectory")}", $"/var/log/{UnitFile.Value("LogsDirectory")}"];
        Assert.That(Dockerfile.Command("VOLUME"), Is.EqualTo(kept));
        Assert.That(new[] { "state", "logs" }.Select(name => _statefulSet.Mounts()[name]), Is.EqualTo(kept));
        Assert.That(_statefulSet.At("spec")!.List("volumeClaimTemplates").Select(claim => claim.At("metadata", "name")!.ToString()), Is.EqualTo(new[] { "state", "logs" }));
        Assert.That(Directories.Select(directory => UnitFile.Variables[directory]).Select(path => Array.Exists(kept, place => path == place || path.StartsWith($"{place}/", StringComparison.Ordinal))), Is.All.True);
        Assert.That(UnitFile.Value("WorkingDirectory"), Is.EqualTo(kept[0]).And.EqualTo(Dockerfile.Value("WORKDIR")));
    });

    [Test]
    public void Shippers_look_where_the_log_files_are() => Assert.Multiple(() =>
    {
        var logs = UnitFile.Variables["Observability__Logs__Directory"];
        var paths = DeployFile.Yaml("filebeat/filebeat.yml").List("filebeat.inputs").Concat(DeployFile.Yaml("datadog/conf.d/jamie.d/conf.yaml").List("logs"));
        Assert.That(paths.SelectMany(input => input.List("paths").Select(path => path.ToString()).Concat(input.Text("path") is { } path ? [path] : [])), Has.Exactly(2).Items.And.All.StartsWith($"{logs}/jamie-"));
        Assert.That(DeployFile.Text("logstash/jamie-files.conf"), Does.Contain($"{logs}/jamie-"));
        var filebeat = _statefulSet.PodSpec().List("containers").Single(container => container.Text("name") == "filebeat");
        Assert.That(filebeat.List("volumeMounts").Select(mount => mount.Text("mountPath")), Does.Contain(logs));
    });

    [Test]
    public async Task Everybody_means_the_same_port()
    {
        var port = $"{new ObservabilityOptions().Port}";
        var byDefault = (await HelmTemplate.RenderAsync("", "StatefulSet")).Single();
        Assert.Multiple(() =>
        {
            Assert.That(Dockerfile.Value("EXPOSE"), Is.EqualTo(port));
            Assert.That(ChartFiles.Values.Text("port"), Is.EqualTo(port));
            Assert.That(byDefault.Variables()["Observability__Port"], Is.EqualTo(port));
            Assert.That(new MarkdownPage("docs/health.md").Says($"Port {port} (`Observability:Port`)"), Is.True);
            Assert.That(DeployFile.Text("prometheus/prometheus.yml"), Does.Contain($"jamie:{port}"));
            // And where it is another, all of the chart follow.
            Assert.That(_statefulSet.Variables()["Observability__Port"], Is.EqualTo("9191").And.EqualTo(_statefulSet.Jamie().List("ports").Single().Text("containerPort")));
            Assert.That(_manifests.OfKind("Service").Single().At("spec")!.List("ports").Single().Text("port"), Is.EqualTo("9191"));
        });
    }

    [Test]
    public void Whoever_asks_the_port_asks_it_by_its_name()
    {
        var name = _statefulSet.Jamie().List("ports").Single().Text("name");
        var ingress = _manifests.OfKind("NetworkPolicy").Single().At("spec")!.List("ingress").Single();
        Assert.Multiple(() =>
        {
            Assert.That(_manifests.OfKind("ServiceMonitor").Single().At("spec")!.List("endpoints").Single().Text("port"), Is.EqualTo(name));
            Assert.That(_manifests.OfKind("Service").Single().At("spec")!.List("ports").Select(port => port.Text("targetPort")), Is.EqualTo(new[] { name }));
            Assert.That(ingress.List("ports").Select(port => port.Text("port")), Is.EqualTo(new[] { name }));
            Assert.That(new[] { "startupProbe", "livenessProbe", "readinessProbe" }.Select(probe => _statefulSet.Jamie().At(probe, "httpGet", "port")!.ToString()), Is.All.EqualTo(name));
        });
    }

    [Test]
    public void Probes_are_those_of_the_documentation()
    {
        var documented = YamlNodes.Documents(new MarkdownPage("docs/health.md").Code("yaml").Single()).Single();
        foreach (var probe in documented.Keys())
        {
            Assert.That(ChartFiles.Values.Child(probe)!.Canonical(), Is.EqualTo(documented.Child(probe)!.Canonical()), probe);
            Assert.That(ObservabilityRoutes.All, Does.Contain(_statefulSet.Jamie().At(probe, "httpGet", "path")!.ToString()));
        }

        Assert.That(documented.Keys().Count(), Is.EqualTo(3));
    }

    [Test]
    public void The_image_starts_the_program_that_the_unit_starts_and_asks_it_by_a_verb_that_it_has() => Assert.Multiple(() =>
    {
        var program = Path.GetFileName(UnitFile.Value("ExecStart"));
        Assert.That(Dockerfile.Command("ENTRYPOINT"), Is.EqualTo(new[] { $"/app/{program}" }));
        Assert.That(Dockerfile.Command("HEALTHCHECK"), Is.EqualTo(new[] { $"/app/{program}", HealthVerb.Build([]).Name, "--live" }));
        Assert.That(typeof(HealthVerb).Assembly.GetName().Name, Is.EqualTo(program));
        Assert.That(_statefulSet.Jamie().Child("command"), Is.Null);
        Assert.That(_manifests.OfKind("Pod").Single().Jamie().List("args").Select(word => word.ToString()), Is.EqualTo(new[] { DoctorVerb.Build([]).Name }));
    });

    [Test]
    public void Image_and_chart_run_as_the_same_user()
    {
        var context = _statefulSet.PodSpec().Child("securityContext")!;
        Assert.That(Dockerfile.Value("USER"), Is.EqualTo($"{context.Text("runAsUser")}:{context.Text("runAsGroup")}"));
        Assert.That(context.Text("fsGroup"), Is.EqualTo(context.Text("runAsGroup")));
    }

    [Test]
    public void Every_credential_can_be_given_to_systemd_and_to_Kubernetes()
    {
        Assert.That(UnitFile.Credentials, Is.EquivalentTo(SecretFiles.All.Select(secret => secret.Credential)));
        foreach (var (variable, credential, _) in SecretFiles.All)
            Assert.That(_statefulSet.Variables()[$"{variable}{SecretFiles.Suffix}"], Is.EqualTo($"{_statefulSet.Mounts()["secrets"]}/{credential}"));
    }

    [Test]
    public void A_variable_that_somebody_sets_is_one_that_Jamie_reads() => Assert.Multiple(() =>
    {
        string[] others = [.. SettingAliases.Environment, .. SecretFiles.All.Select(secret => $"{secret.Variable}{SecretFiles.Suffix}"), "HTTPS_PROXY", "NO_PROXY", "OTEL_RESOURCE_ATTRIBUTES", "DOTNET_EnableDiagnostics", "PATH"];
        var set = UnitFile.Variables.Keys.Concat(Dockerfile.Variables.Keys).Concat(_statefulSet.Variables().Keys).Distinct();
        Assert.That(set.Except(others).Where(variable => !IsSetting(variable.Replace("__", ":", StringComparison.Ordinal))), Is.Empty);
    });

    [TestCase(1, 2, 0)]
    [TestCase(2, 2, 4)]
    [TestCase(3, 3, 9)]
    [TestCase(2, 5, SlackOptions.MostSockets)]
    public async Task Replicas_know_of_each_others_sockets(int replicas, int sockets, int expected)
    {
        var statefulSet = (await HelmTemplate.RenderAsync($"replicaCount: {replicas}\nsettings: {{Slack: {{Sockets: {sockets}}}}}", "StatefulSet")).Single();
        Assert.That(statefulSet.Variables()["Slack__ExpectedSockets"], Is.EqualTo($"{expected}"));
    }

    /// <summary>One of a channel has the channel's id in its path.</summary>
    private static bool IsSetting(string path) =>
        Shipped.GetSection(path).Exists() || path.Split(':') is ["Slack", "Channels", _, var setting] && typeof(ChannelOptions).GetProperty(setting) is not null;
}
