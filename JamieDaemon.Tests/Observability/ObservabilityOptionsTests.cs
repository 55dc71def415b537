using JamieDaemon.Observability;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Observability;

public sealed class ObservabilityOptionsTests
{
    [Test]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var invalid = Assert.Throws<OptionsValidationException>(() =>
            Read(("Port", "70000"), ("Address", "10.0.0.1"), ("Logs:RetainedFileCount", "0")));
        Assert.That(invalid!.Failures.Count(), Is.EqualTo(3));
        Assert.That(invalid.Message,
            Does.Contain("Port").And.Contain("\"+\" (every address) or \"localhost\"").And.Contain("RetainedFileCount"));
    }

    [TestCase("Prot", "9090")]
    [TestCase("Logs:Level", "Loud")]
    public void A_misspelt_key_or_value_is_not_passed_over(string key, string value) =>
        Assert.That(() => Read((key, value)), Throws.InvalidOperationException);

    [Test]
    public void The_console_works_while_the_settings_are_wrong()
    {
        using var host = Build(("Logs:Level", "Loud"));
        var logger = host.Services.GetRequiredService<ILogger<ObservabilityOptionsTests>>();
        Assert.That(logger.IsEnabled(LogLevel.Information), Is.True);
    }

    [Test]
    public void Levels_of_single_sources_can_be_set()
    {
        var options = Read(("Logs:Levels:JamieDaemon.Slack", "Debug"));
        Assert.That(options.Logs.Levels["JamieDaemon.Slack"], Is.EqualTo(LogLevel.Debug));
        Assert.That(options.Logs.Levels["Microsoft"], Is.EqualTo(LogLevel.Warning), "the others keep their defaults");
    }

    private static ObservabilityOptions Read(params (string Key, string Value)[] settings)
    {
        using var host = Build(settings);
        return host.Services.GetRequiredService<IOptions<ObservabilityOptions>>().Value;
    }

    private static IHost Build(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = "Testing" });
        builder.Configuration.AddInMemoryCollection([new("Observability:Logs:Directory", "")]);
        builder.Configuration.AddInMemoryCollection(settings.Select(
            setting => KeyValuePair.Create("Observability:" + setting.Key, (string?)setting.Value)));
        builder.Services.AddMetrics();
        builder.AddObservability().AddLogs();
        return builder.Build();
    }
}
