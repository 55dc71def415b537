using System.Reflection;
using System.Text.Json;
using JamieDaemon.Hosting;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests;

/// <summary>The shipped appsettings.json, and what wrong settings are told.</summary>
public sealed class ConfigurationTests
{
    private static readonly string[] Tokens = ["--Slack:BotToken=xoxb-1", "--Slack:AppToken=xapp-1"];

    private static IEnumerable<TestCaseData> Sections => JamieHost.CreateBuilder([]).Services
        .Where(service => service.ServiceType.IsGenericType && service.ServiceType.GetGenericTypeDefinition() == typeof(IValidateOptions<>))
        .Select(service => service.ServiceType.GenericTypeArguments[0])
        .Distinct()
        .Select(type => new TestCaseData(type).SetArgDisplayNames(type.Name));

    [TestCaseSource(nameof(Sections))]
    public void Every_setting_stands_in_appsettings_with_its_default(Type options)
    {
        var shipped = new ConfigurationBuilder().AddJsonFile(Path.Combine(TestContext.CurrentContext.TestDirectory, "appsettings.json")).Build();
        var section = shipped.GetSection(options.Name[..^"Options".Length]);
        var defaults = Activator.CreateInstance(options)!;
        var bound = Activator.CreateInstance(options)!;
        section.Bind(bound);
        var properties = options.GetProperties(BindingFlags.Public | BindingFlags.Instance);

        Assert.That(section.GetChildren().Select(child => child.Key), Is.EquivalentTo(properties.Select(property => property.Name)));
        foreach (var property in properties) Assert.That(Json(property.GetValue(bound)), Is.EqualTo(Json(property.GetValue(defaults))), property.Name);
    }

    [Test]
    public void The_shipped_settings_lack_nothing_but_the_tokens() => Assert.That(
        Problems([]), Has.Count.EqualTo(2).And.Some.Contains("SLACK_BOT_TOKEN").And.Some.Contains("SLACK_APP_TOKEN"));

    [Test]
    public void With_the_tokens_they_are_complete() => Assert.That(Problems(Tokens), Is.Empty);

    [Test]
    public void All_problems_are_named_at_once_and_no_token_is_printed()
    {
        var problems = Problems(
        [
            "--Slack:BotToken=xapp-secret-1", "--Slack:AppToken=xoxb-secret-2", "--Slack:ApiUrl=http://slack.example/api/", "--Ollama:Url=ftp://x",
            "--Answering:Workers=0", "--Answering:PromptTokens=8000",
        ]);
        Assert.Multiple(() =>
        {
            Assert.That(problems, Has.Some.Contains("SLACK_BOT_TOKEN").And.Some.Contains("SLACK_APP_TOKEN").And.Some.Contains("SLACK_API_URL"));
            Assert.That(problems, Has.Some.Contains("Ollama:Url").And.Some.StartsWith("Answering:Workers must be between 1 and 4096"));
            Assert.That(string.Join('\n', problems), Does.Not.Contain("secret"));
        });
    }

    [Test]
    public void Prompt_and_answer_must_fit_the_models_window() => Assert.That(
        Problems([.. Tokens, "--Answering:PromptTokens=8000"]),
        Has.Count.EqualTo(1).And.Some.Contains("Answering:PromptTokens (8000)").And.Some.Contains("Ollama:NumCtx (8192)"));

    [Test]
    public void A_misspelt_setting_is_named() =>
        Assert.That(Problems([.. Tokens, "--Slack:Sokets=3"]), Has.Count.EqualTo(1).And.Some.Contains("Sokets"));

    [TestCase("Slack:Access:AllowedUsers=U0123ABC456", "Slack:Access:AllowedUsers is a list", "Slack__Access__AllowedUsers__0")]
    [TestCase("Slack:Access:DeniedUsers=U1,U2", "Slack:Access:DeniedUsers is a list", "Slack:Access:DeniedUsers:0=")]
    [TestCase("Slack:AllowedLinkHosts=example.com", "Slack:AllowedLinkHosts is a list", "Slack:AllowedLinkHosts:0=")]
    [TestCase("Slack:Channels=C1", "Slack:Channels is a list", "Slack:Channels:<name>=")]
    [TestCase("Slack:Channels:C0123ABC456=All", "Slack:Channels:C0123ABC456 is a section", "Slack:Channels:C0123ABC456:")]
    [TestCase("Slack:Limits=5", "Slack:Limits is a section", "Slack:Limits:PerMinute=")]
    [TestCase("Slack:SuggestedPrompts=x", "Slack:SuggestedPrompts is a list", "Slack:SuggestedPrompts:0=")]
    [TestCase("Slack:Channels:C0123ABC456:Modell=x", "Slack:Channels:C0123ABC456 has no setting Modell", "Model")]
    [TestCase("Slack:Channels:C0123ABC456:Listen=Foo", "Slack:Channels:C0123ABC456:Listen must be one of", "Mentions, Threads, All")]
    [TestCase("Slack:Listen=Everything", "Slack:Listen must be one of", "Mentions, Threads, All")]
    [TestCase("Slack:Sockets:0=2", "Slack:Sockets is one value", "a whole number")]
    [TestCase("Slack:AgentView=perhaps", "Slack:AgentView must be", "true or false")]
    [TestCase("Slack:CallTimeout=soon", "Slack:CallTimeout must be", "00:00:30")]
    [TestCase("Ollama:Temperature=warm", "Ollama:Temperature must be", "a number")]
    [TestCase("Slack:Channels:general:Model=x", "Slack:Channels has the entry 'general'", "C0123ABC456")]
    [TestCase("Slack:Command=", "Slack:Command is empty", "/ask-jamie")]
    [TestCase("Slak:Sockets=3", "There is no section Slak", "Slack, Answering")]
    public void What_cannot_be_taken_as_it_stands_is_told_with_what_to_write_instead(string setting, string what, string instead) =>
        Assert.That(Problems([.. Tokens, $"--{setting}"]), Has.Count.EqualTo(1).And.Some.Contains(what).And.Some.Contains(instead));

    [TestCase("--Slack:Access:AllowedUsers=")]
    [TestCase("--Slack:Channels=")]
    [TestCase("--Ollama:Temperature=")]
    public void An_empty_list_or_value_is_none(string setting) => Assert.That(Problems([.. Tokens, setting]), Is.Empty);

    [Test]
    public void The_sections_that_are_known_are_those_of_the_options() => Assert.That(
        JamieSettings.Sections, Is.EquivalentTo(Sections.Select(type => ((Type)type.Arguments[0]!).Name[..^"Options".Length])));

    [Test]
    public void A_broken_file_is_named_with_its_line()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("appsettings.json"), "{\n  \"Slack\": {\n    broken\n");
        Assert.That(() => Add(folder), Throws.TypeOf<SettingsFileException>().With.Message.Contains("appsettings.json").And.Message.Contains("line 3 is no valid JSON"));
    }

    [Test]
    public void A_setting_that_stands_twice_in_a_file_is_named()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("appsettings.json"), """{ "Slack": { "Sockets": 1, "sockets": 2 } }""");
        Assert.That(() => Add(folder), Throws.TypeOf<SettingsFileException>().With.Message.Contains("Slack:sockets").IgnoreCase);
    }

    [Test]
    public void A_missing_file_is_named()
    {
        using var folder = new TempFolder();
        Assert.That(() => Add(folder), Throws.TypeOf<SettingsFileException>().With.Message.Contains("appsettings.json"));
    }

    [Test]
    public void A_value_of_the_wrong_kind_is_named() =>
        Assert.That(Problems([.. Tokens, "--Slack:Sockets=many"]), Has.Count.EqualTo(1).And.Some.Contains("Slack:Sockets"));

    [Test]
    public void A_value_that_cannot_be_read_hides_no_other_problem_and_no_secret_is_quoted()
    {
        var problems = Problems(["--Slack:Sockets=xoxb-1-secret", "--Slack:ContextMessages=-1", "--Answering:Workers=xyz", "--Answering:QueueCapacity=-1"]);
        Assert.Multiple(() =>
        {
            Assert.That(problems, Has.Some.Contains("SLACK_BOT_TOKEN").And.Some.Contains("Slack:Sockets").And.Some.StartsWith("Slack:ContextMessages must"));
            Assert.That(problems, Has.Some.Contains("Answering:Workers").And.Some.StartsWith("Answering:QueueCapacity must"));
            Assert.That(string.Join('\n', problems), Does.Not.Contain("secret"));
        });
    }

    [Test]
    public void Named_variables_stand_for_settings_and_empty_ones_for_nothing()
    {
        var variables = new Dictionary<string, string> { ["SLACK_BOT_TOKEN"] = "xoxb-1", ["OLLAMA_URL"] = "", ["MODEL_NAME"] = "tiny" };
        Assert.That(
            SettingAliases.Read(variables.GetValueOrDefault),
            Is.EquivalentTo(new Dictionary<string, string?> { ["Slack:BotToken"] = "xoxb-1", ["Ollama:Model"] = "tiny" }));
    }

    [TestCase("LOGFIRE_CONSOLE", "Observability:Traces:Console", "yes", "must be true or false")]
    [TestCase("LOGFIRE_TRACE_SAMPLE_RATE", "Observability:Traces:SampleRatio", "0,5", "must be a number")]
    [TestCase("LOGFIRE_TRACE_SAMPLE_RATE", "Observability:Traces:SampleRatio", "7", "must be between 0 and 1")]
    [TestCase("OTEL_EXPORTER_PROMETHEUS_PORT", "Observability:Port", "70000", "must be between 1 and 65535")]
    [TestCase("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "Ollama:CaptureContent", "perhaps", "must be true or false")]
    [TestCase("WEAVER_TELEMETRY_ENABLED", "Observability:Telemetry", "perhaps", "must be true or false")]
    public void What_a_variable_set_is_told_by_its_name(string variable, string setting, string value, string rule) => Assert.That(
        Problems([.. Tokens, $"--{variable}={value}", $"--{setting}={value}"]).Where(problem => !problem.StartsWith("There is no section", StringComparison.Ordinal)),
        Has.Exactly(1).Items.And.Some.StartsWith($"{variable} ({setting}) {rule}"));

    [TestCase("NO_CONTENT", "false")]
    [TestCase("EVENT_ONLY", "false")]
    [TestCase("span_only", "true")]
    [TestCase("SPAN_AND_EVENT", "true")]
    [TestCase("true", "true")]
    [TestCase("perhaps", "perhaps")]
    public void OpenTelemetrys_words_for_content_say_whether_it_is_in_spans(string word, string expected) => Assert.That(
        SettingAliases.Read(name => name == "OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT" ? word : null),
        Is.EqualTo(new[] { new KeyValuePair<string, string?>("Ollama:CaptureContent", expected) }));

    private static void Add(TempFolder folder)
    {
        using var configuration = new ConfigurationManager();
        configuration.SetBasePath(folder.Path);
        JamieSettings.Add(configuration, []);
    }

    private static IReadOnlyList<string> Problems(string[] args)
    {
        var builder = JamieHost.CreateBuilder(args);
        using var host = builder.Build();
        return SettingProblems.Find(builder.Services, host.Services);
    }

    private static string Json(object? value) => JsonSerializer.Serialize(value);
}
