using JamieDaemon.Ollama;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Ollama;

public sealed class OllamaOptionsTests
{
    [TestCase("Url", "ftp://example.com", "Ollama:Url")]
    [TestCase("Url", "http://user:hunter2@example.com", "Ollama:Authorization")]
    [TestCase("Url", "http://a:1,http://a:1/", "several different ones")]
    [TestCase("Model", "", "Model")]
    [TestCase("NumCtx", "100", "NumCtx")]
    [TestCase("MaxTokens", "8192", "Ollama:MaxTokens (8192) must be smaller than Ollama:NumCtx (8192)")]
    [TestCase("Temperature", "3", "Temperature")]
    [TestCase("KeepAlive", "5 minutes", "Ollama:KeepAlive")]
    [TestCase("KeepAlive", "m", "Ollama:KeepAlive")]
    [TestCase("FirstByteTimeout", "00:00:00", "FirstByteTimeout")]
    [TestCase("Parallel", "0", "Parallel")]
    [TestCase("Authorization", "Bearer\r\nX: y", "Ollama:Authorization")]
    [TestCase("Modell", "typo", "Modell")]
    public void A_wrong_setting_is_refused_by_name(string key, string value, string says)
    {
        var exception = Assert.Catch(() => Read((key, value)));
        Assert.That(exception!.Message, Does.Contain(says));
        Assert.That(exception.Message, Does.Not.Contain("hunter2"));
    }

    [TestCase("5m")]
    [TestCase("1h30m")]
    [TestCase("-1m")]
    [TestCase("1.5h")]
    [TestCase("300")]
    [TestCase("-1")]
    [TestCase("0")]
    public void Keep_alive_takes_Go_durations_and_seconds(string value) =>
        Assert.That(Read(("KeepAlive", value)).KeepAlive, Is.EqualTo(value));

    [Test]
    public void All_problems_are_told_at_once() =>
        Assert.That(
            () => Read(("Parallel", "0"), ("Url", "ftp://x"), ("KeepAlive", "soon")),
            Throws.TypeOf<OptionsValidationException>().With.Message.Contains("Parallel")
                .And.Message.Contains("Ollama:Url").And.Message.Contains("Ollama:KeepAlive"));

    [Test]
    public void The_shipped_settings_are_the_defaults()
    {
        var shipped = Read(builder => builder.Configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json")));
        var defaults = new OllamaOptions();

        foreach (var property in typeof(OllamaOptions).GetProperties())
        {
            Assert.That(property.GetValue(shipped), Is.EqualTo(property.GetValue(defaults)), property.Name);
        }

        var section = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json")).Build()
            .GetSection(OllamaOptions.Section);
        Assert.That(
            section.GetChildren().Select(child => child.Key),
            Is.EquivalentTo(typeof(OllamaOptions).GetProperties().Select(property => property.Name)));
    }

    private static OllamaOptions Read(params (string Key, string Value)[] settings) => Read(builder => builder.Configuration
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>($"Ollama:{setting.Key}", setting.Value))));

    private static OllamaOptions Read(Action<HostApplicationBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        configure(builder);
        builder.AddOllama();
        using var services = builder.Services.BuildServiceProvider();
        return services.GetRequiredService<IOptions<OllamaOptions>>().Value;
    }
}
