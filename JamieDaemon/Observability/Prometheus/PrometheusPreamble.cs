using System.Reflection;
using System.Runtime.InteropServices;
using JamieDaemon.Telemetry;
using OpenTelemetry.Resources;

namespace JamieDaemon.Observability.Prometheus;

/// <summary>
/// Writes the two families that say who is speaking: <c>target_info</c>, the resource, and <c>jamie_build_info</c>, the build.
/// </summary>
public static class PrometheusPreamble
{
    public static readonly PrometheusFamily Target =
        new("target", PrometheusKind.Info, "", "The service that these metrics come from.");

    public static readonly PrometheusFamily Build = new("jamie_build", PrometheusKind.Info, "", "The build that is running.");

    private static readonly string? Commit = typeof(PrometheusPreamble).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+').ElementAtOrDefault(1);

    public static void Write(PrometheusTextWriter writer, Resource resource, IEnumerable<BuildFact> facts)
    {
        var labels = new PrometheusLabels();
        foreach (var (key, value) in resource.Attributes)
        {
            labels.Add(key, value);
        }

        WriteInfo(writer, Target, labels);
        labels.Clear();
        labels.Add("version", JamieTelemetry.ServiceVersion);
        labels.Add("commit", Commit);
        labels.Add("runtime", RuntimeInformation.FrameworkDescription);
        labels.Add("environment",
            resource.Attributes.FirstOrDefault(attribute => attribute.Key == "deployment.environment.name").Value);
        foreach (var fact in facts)
        {
            labels.Add(fact.Name, fact.Value);
        }

        WriteInfo(writer, Build, labels);
    }

    private static void WriteInfo(PrometheusTextWriter writer, PrometheusFamily family, PrometheusLabels labels)
    {
        writer.WriteFamily(family);
        writer.WriteSample(family.SampleName, labels.Read(except: null), 1);
    }
}
