using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using JamieDaemon.Sandbox.Daemon;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Sandbox.Slack.Files;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>Secrets that exist in this run only go in by every way in, and are looked for in all that comes out of the process.</summary>
public sealed partial class CanaryTests
{
    private static readonly HttpClient Http = new();

    private readonly string _run = $"{Guid.NewGuid():N}"[..12];
    private readonly ConcurrentQueue<string> _received = new();

    /// <summary>What goes in, in the shape that a person would have pasted it in, and the only outputs in which it may be found.</summary>
    private IReadOnlyList<Canary> Canaries =>
    [
        new("bot token", $"xoxb-1-{_run}a"),
        new("app token", $"xapp-1-{_run}b"),
        new("the model's Authorization", $"Bearer m0{_run}c"),
        new("Logfire's token", $"pylf_v1_us_{_run}d"),
        new("header of OTLP", $"h0{_run}e"),
        new("token in a message", $"ghp_{_run}f0123456789012345678901", Journal),
        new("token in a thread", $"glpat-{_run}g01234567", Journal),
        new("password in a thread", $"hunter{_run}h", Journal),
        new("address in a file", $"p4ss{_run}i"),
        new("private key in a file", $"MIIEpAIBAAKCAQEA{_run}j"),
        new("name of a file", $"sk-proj-{_run}k0123456789", Journal),
        new("name of a person", $"npm_{_run}l0123456789012345678901"),
        new("name of a channel", $"hf_{_run}m0123456789012345678901"),
        new("command", $"s3cr{_run}n", Journal),
        new("dialog", $"AKIA{_run.ToUpperInvariant()}WXYZ", Journal),
        new("model's answer", $"eyJhbGciOiJIUzI1NiJ9.eyJzdWIi{_run}o.c2ln"),
        new("model's error", $"AIza{_run}p0123456789012345678901234"),
        new("Slack's error", $"xoxp-9-{_run}q"),
        new("word in a message", $"wordone{_run}", Journal, Prompts, Posted),
        new("word in a thread", $"wordtwo{_run}", Prompts, Posted),
        new("word in a file", $"wordthree{_run}", Prompts, Posted),
        new("word of the model", $"wordfour{_run}", Posted),
    ];

    private const string Journal = "journal";
    private const string Prompts = "prompts";
    private const string Posted = "Slack";

    [Test]
    public async Task What_is_secret_leaves_by_no_way_out_and_what_people_say_only_to_the_model_and_to_Slack()
    {
        var outputs = await LiveAsync();
        Assert.Multiple(() =>
        {
            foreach (var (output, text) in outputs) Assert.That(text, Is.Not.Empty, $"nothing came out by {output}");
            foreach (var canary in Canaries)
            {
                var found = outputs.Where(output => output.Text.Contains(canary.Core, StringComparison.OrdinalIgnoreCase)).Select(output => output.Name);
                Assert.That(found, Is.SubsetOf(canary.MayBeIn), canary.Input);
            }

            // What is found nowhere at all may never have gone in.
            var arrived = string.Concat(outputs.Where(output => output.Name is Posted or Prompts).Select(output => output.Text));
            foreach (var word in Canaries.Where(canary => canary.Input.StartsWith("word", StringComparison.Ordinal))) Assert.That(arrived, Does.Contain(word.Value), word.Input);
            Assert.That(arrived.Split("[redacted]"), Has.Length.GreaterThan(10), "and what took their place");
        });
    }

    private string Of(string input) => Canaries.Single(canary => canary.Input == input).Value;

    private async Task<(string Name, string Text)[]> LiveAsync()
    {
        var granted = RunningJamie.Granted();
        var options = new SlackWorkspaceOptions
        {
            BotToken = Of("bot token"),
            AppToken = Of("app token"),
            BotScopes = granted.BotScopes,
            BotEvents = granted.BotEvents,
            AppKind = granted.AppKind,
            Received = _received.Enqueue,
        };
        await using var slack = await SlackWorkspace.StartAsync(options, Limits.Token);
        await using var model = await ModelServer.StartAsync(
            new ModelServerOptions
            {
                TokenDelay = TimeSpan.FromMilliseconds(2),
                Answer = prompt => $"{Of("word of the model")} says {Of("model's answer")} and repeats:\n{string.Join('\n', prompt.Messages.Select(message => message.Content))}",
                ErrorText = $"cannot load {Of("model's error")}",
            },
            Limits.Token);
        await using var collector = await OtlpReceiver.StartAsync();
        await using var logfire = await OtlpReceiver.StartAsync();
        using var home = new TempFolder();
        var address = new Uri($"http://localhost:{FreePort.Find()}/");
        using var daemon = DaemonProgram.Start(
            ("SLACK_BOT_TOKEN", options.BotToken), ("SLACK_APP_TOKEN", options.AppToken), ("SLACK_API_URL", slack.ApiUrl.AbsoluteUri), ("OLLAMA_URL", model.Url.AbsoluteUri),
            ("OLLAMA_AUTHORIZATION", Of("the model's Authorization")), ("LOGFIRE_TOKEN", Of("Logfire's token")), ("LOGFIRE_BASE_URL", logfire.Url),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Url), ("OTEL_EXPORTER_OTLP_HEADERS", $"x-key={Of("header of OTLP")}"), ("OTEL_BSP_SCHEDULE_DELAY", "50"), ("OTEL_METRIC_EXPORT_INTERVAL", "200"),
            ("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT", "false"), ("Observability__Port", $"{address.Port}"), ("Observability__Address", "localhost"),
            ("Observability__Logs__Level", "Debug"), ("Observability__Logs__Directory", home.File("logs")), ("Journal__Directory", home.File("journal")), ("Slack__StateDirectory", home.File("state")));
        var console = Task.WhenAll(daemon.StandardOutput.ReadToEndAsync(Limits.Token), daemon.StandardError.ReadToEndAsync(Limits.Token));
        string metrics, health, journal;
        try
        {
            await slack.Sockets.WhenAsync(sockets => sockets.Open.Count > 0, Limits.Token);
            await TalkAsync(slack, model);
            await Eventually.HoldsAsync(async () => !AtWork().IsMatch(await Http.GetStringAsync(new Uri(address, "metrics"), Limits.Token)));
            metrics = await Http.GetStringAsync(new Uri(address, "metrics"), Limits.Token);
            health = await Http.GetStringAsync(new Uri(address, "health"), Limits.Token);
            journal = Text(home.File("journal"));
            await EndAsync(daemon);
        }
        finally
        {
            if (!daemon.HasExited) daemon.Kill();
        }

        return
        [
            ("metrics", metrics), ("health", health), (Journal, journal), ("log files", Text(home.File("logs"))), ("console", string.Concat(await console)),
            ("OTLP", Bodies(collector)), ("Logfire", Bodies(logfire)), (Prompts, string.Join('\n', model.Record.Requests.SelectMany(request => request.Messages ?? []).Select(message => message.Content))),
            // A file's name is in the address that Slack gives for it.
            (Posted, string.Join('\n', _received.Where(request => !request.StartsWith("/files-pri/", StringComparison.Ordinal)).Select(WithoutItsToken))),
        ];
    }

    private async Task TalkAsync(SlackWorkspace slack, ModelServer model)
    {
        var place = slack.AddChannel(Of("name of a channel"));
        var person = slack.AddUser(Of("name of a person"));
        var thread = slack.Say(place.Id, person.Name, $"{Of("word in a thread")} use {Of("token in a thread")}, or the password: {Of("password in a thread")}");
        slack.Files.Share(
            place.Id,
            person.Name,
            $"<@{slack.Team.BotUserId}> {Of("word in a message")} {Of("token in a message")}?",
            thread,
            [FileUpload.Text($"{Of("name of a file")}.log", $"{Of("word in a file")} postgres://app:{Of("address in a file")}@db/x\n-----BEGIN RSA PRIVATE KEY-----\n{Of("private key in a file")}\n-----END RSA PRIVATE KEY-----\n")]);
        await AnsweredAsync(slack, thread, "word in a file");
        await slack.Slash(person.Name, place.Id, "/ask-jamie", $"is token={Of("command")} valid?").WhenRepliedAsync(message => message.Said.Contains(Of("word of the model"), StringComparison.Ordinal), Limits.Token);
        slack.DirectMessage(person.Name, $"my {Of("token in a message")}");
        await slack.Messages.WhenAsync(message => message.Channel == person.DirectChannel && message.BotId is not null && message.Said.Contains(Of("word of the model"), StringComparison.Ordinal), Limits.Token);
        slack.OpenHome(person.Name);
        await slack.Views.WhenAsync(view => view.Content.ToString().Contains("my [redacted]", StringComparison.Ordinal), Limits.Token);

        var about = slack.Say("general", "developer", "KubePodCrashLooping");
        slack.Interactions.Shortcut("oncall", slack.Messages.Find(slack.Channel("general").Id, about)!, "ask_jamie");
        var dialog = await slack.Views.WhenAsync(view => view.Content.ToString().Contains("ask_jamie", StringComparison.Ordinal), Limits.Token);
        slack.Interactions.Submit(dialog, ("ask_jamie", $"whose is {Of("dialog")}?"));
        await AnsweredAsync(slack, about, "word of the model");

        model.Faults.Add(ModelFault.ErrorLine);
        var broken = slack.Mention("general", "oncall", "does it break?");
        await slack.Messages.WhenAsync(message => message.ThreadTs == broken && message.Said.Contains("Sorry", StringComparison.Ordinal), Limits.Token);
        slack.Faults.Next("conversations.replies", ScriptedAnswer.Failure(Of("Slack's error")));
        slack.Faults.Next("views.publish", ScriptedAnswer.Failure(Of("Slack's error")));
        slack.OpenHome("oncall");
        slack.Mention("general", "oncall", "and now?", threadTs: broken);
        await slack.Messages.WhenAsync(message => message.ThreadTs == broken && message.BotId is not null && message.Said.Contains("and now?", StringComparison.Ordinal), Limits.Token);
    }

    private Task<SlackMessage> AnsweredAsync(SlackWorkspace slack, string thread, string word) =>
        slack.Messages.WhenAsync(message => message.ThreadTs == thread && message.BotId is not null && message.Said.Contains(Of(word), StringComparison.Ordinal), Limits.Token);

    private static async Task EndAsync(Process daemon)
    {
        Signal.Term(daemon);
        await daemon.WaitForExitAsync(Limits.Token);
    }

    /// <summary>Every call has to carry its token; what is said in it must not.</summary>
    private string WithoutItsToken(string request) => request.Replace($"Authorization: Bearer {Of("bot token")}", "", StringComparison.Ordinal)
        .Replace($"Authorization: Bearer {Of("app token")}", "", StringComparison.Ordinal);

    private static string Bodies(OtlpReceiver receiver) => string.Concat(receiver.Requests.Select(request => Encoding.Latin1.GetString(request.Body)));

    private static string Text(string folder) => string.Concat(Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Select(file => Encoding.UTF8.GetString(File.ReadAllBytes(file))));

    [GeneratedRegex("jamie_active_jobs\\{[^}]*\\} [1-9]")]
    private static partial Regex AtWork();

    private sealed record Canary(string Input, string Value, params string[] MayBeIn)
    {
        /// <summary>What is looked for: the part that is this run's and this canary's own.</summary>
        public string Core => Value.Length > 16 && Value.StartsWith("Bearer ", StringComparison.Ordinal) ? Value["Bearer ".Length..] : Value;
    }
}
