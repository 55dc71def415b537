using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Intake;
using JamieDaemon.Slack.Manifest;
using JamieDaemon.Slack.SocketMode;
using JamieDaemon.Slack.WebApi;
using JamieDaemon.Tests.Support;
using YamlDotNet.RepresentationModel;

namespace JamieDaemon.Tests.Slack.Manifest;

public sealed class SlackManifestTests
{
    private static IEnumerable<SlackOptions> Settings =>
    [
        new(),
        new() { AgentView = false },
        new() { SuggestedPrompts = [new() { Title = "no", Message = "on" }, new() { Title = "null", Message = "yes" }] },
        new() { Command = "/frag-jamie", SuggestedPrompts = [new() { Title = "Grüße: \"x\" # 🙂", Message = "no\n- yes\t\\" }] },
    ];

    [TestCaseSource(nameof(Settings))]
    public void Every_call_that_the_code_makes_has_its_scope_and_no_scope_is_there_for_nothing(SlackOptions options)
    {
        var granted = SlackManifest.Build(options).OauthConfig.Scopes.Bot;
        var called = SlackMethod.All.Where(method => method.When(options)).SelectMany(method => method.Scopes);
        var heard = BotEvent.All.Where(happening => happening.When(options)).Select(happening => happening.Scope).OfType<string>();

        Assert.That(granted, Is.EquivalentTo(called.Concat(heard).Append("commands").Distinct()));
        Assert.That(granted, Is.Ordered.Using<string>(StringComparer.Ordinal));
    }

    [Test]
    public void The_shipped_settings_need_these_scopes_and_events_and_whoever_adds_one_thinks_twice()
    {
        var manifest = SlackManifest.Build(new SlackOptions());

        Assert.That(manifest.OauthConfig.Scopes.Bot, Is.EqualTo(new[]
        {
            "app_mentions:read", "assistant:write", "channels:history", "channels:read", "chat:write", "commands", "files:read",
            "groups:history", "groups:read", "im:history", "im:read", "mpim:history", "mpim:read", "usergroups:read", "users:read",
        }));
        Assert.That(manifest.Settings.EventSubscriptions.BotEvents, Is.EqualTo(new[]
        {
            "app_mention", "app_home_opened", "message.channels", "message.groups", "message.im", "message.mpim",
            "assistant_thread_started", "assistant_thread_context_changed", "agent_session_stopped",
        }));
    }

    private static IEnumerable<string> Events => BotEvent.All.Select(happening => happening.Name);

    [TestCaseSource(nameof(Events))]
    public void Every_event_it_subscribes_to_is_one_that_the_intake_reads(string name)
    {
        var happened = new SlackEvent { Type = name.Split('.')[0] };
        var envelope = new EventsApiEnvelope("e", new EventsApiPayload { Event = happened, EventId = "Ev1" }, RetryAttempt: 0);
        var rules = new IntakeRules(Microsoft.Extensions.Options.Options.Create(new SlackOptions()), new ThreadMemory(), new SlackIdentity());

        Assert.That(EnvelopeReader.Read(envelope, rules, default), Is.Not.EqualTo(new Ignored($"an event of type {happened.Type}")));
    }

    [Test]
    public void An_app_that_is_no_agent_asks_for_nothing_that_only_agents_need()
    {
        var manifest = SlackManifest.ToJson(new SlackOptions { AgentView = false });

        Assert.That(manifest, Does.Not.Contain("assistant").And.Not.Contain("agent_"));
    }

    [Test]
    public void Socket_Mode_is_on_and_no_address_of_ours_is_asked_for()
    {
        var manifest = SlackManifest.ToJson(new SlackOptions());

        Assert.That(manifest, Does.Contain("\"socket_mode_enabled\": true").And.Not.Contain("_url"));
    }

    [TestCaseSource(nameof(Settings))]
    public void Its_texts_are_as_short_as_Slack_wants_them(SlackOptions options)
    {
        var manifest = SlackManifest.Build(options);

        Assert.That(manifest.DisplayInformation.Name, Has.Length.LessThanOrEqualTo(35));
        Assert.That(manifest.DisplayInformation.Description, Has.Length.LessThanOrEqualTo(139));
        Assert.That(manifest.Features.BotUser.DisplayName, Does.Match("^[a-z0-9._-]{1,80}$"));
        Assert.That(manifest.Features.Shortcuts.Select(shortcut => shortcut.Name.Length), Has.All.LessThanOrEqualTo(24));
        Assert.That(manifest.Features.Shortcuts.Select(shortcut => shortcut.Description.Length), Has.All.LessThanOrEqualTo(150));
        Assert.That(manifest.Features.SlashCommands.Single().Command, Is.EqualTo(options.Command));
        Assert.That(manifest.Features.AgentView?.AgentDescription.Length ?? 0, Is.LessThanOrEqualTo(300));
        Assert.That(manifest.Features.AgentView?.SuggestedPrompts.Count ?? 1, Is.InRange(1, 4));
    }

    [Test]
    public void YAML_and_JSON_say_the_same_whatever_the_prompts_are() => Prop.ForAll(
        ArbMap.Default.ArbFor<(NonEmptyString, NonEmptyString)>(),
        words =>
        {
            var options = new SlackOptions { SuggestedPrompts = [new() { Title = words.Item1.Get, Message = words.Item2.Get }] };
            var (yaml, json) = (FromYaml(SlackManifest.ToYaml(options)), JsonNode.Parse(SlackManifest.ToJson(options)));
            return JsonNode.DeepEquals(yaml, json);
        }).QuickCheckThrowOnFailure();

    [TestCase("a\n")]
    [TestCase("yes")]
    [TestCase("\u2028 # \"")]
    public void No_character_of_a_prompt_is_lost_in_YAML(string words)
    {
        var options = new SlackOptions { SuggestedPrompts = [new() { Title = words, Message = words }] };
        Assert.That(JsonNode.DeepEquals(FromYaml(SlackManifest.ToYaml(options)), JsonNode.Parse(SlackManifest.ToJson(options))), Is.True);
    }

    [TestCaseSource(nameof(Settings))]
    public void YAML_and_JSON_say_the_same(SlackOptions options) => Assert.That(
        FromYaml(SlackManifest.ToYaml(options)).ToJsonString(), Is.EqualTo(JsonNode.Parse(SlackManifest.ToJson(options))!.ToJsonString()));

    [Test]
    public void YAML_is_what_a_person_would_write()
    {
        var yaml = SlackManifest.ToYaml(new SlackOptions());

        Assert.That(yaml, Does.StartWith("# The Slack app"));
        Assert.That(yaml, Does.Contain(
            """
            oauth_config:
              scopes:
                bot:
                  - app_mentions:read
                  - assistant:write
            """.ReplaceLineEndings("\n")));
        Assert.That(yaml, Does.Contain("    - command: \"/ask-jamie\"\n      description: \"Ask Jamie a question\"\n"));
    }

    [TestCaseSource(nameof(Settings))]
    public async Task Slacks_own_types_take_it(SlackOptions options)
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "manifest.json");
        await File.WriteAllTextAsync(file, SlackManifest.ToJson(options));

        await NpmJudge.ApproveAsync("manifest", file);
    }

    /// <summary>By the YAML 1.1 that is most eager to take words for something else.</summary>
    private static JsonNode FromYaml(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return ToJson(stream.Documents.Single().RootNode)!;
    }

    private static JsonNode? ToJson(YamlNode node) => node switch
    {
        YamlMappingNode map => new JsonObject(map.Select(pair => KeyValuePair.Create(((YamlScalarNode)pair.Key).Value!, ToJson(pair.Value)))),
        YamlSequenceNode list => new JsonArray([.. list.Select(ToJson)]),
        YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: "true" or "false" } truth => truth.Value == "true",
        YamlScalarNode scalar => scalar.Value,
        _ => throw new JsonException($"{node.GetType()} has no place in a manifest."),
    };
}
