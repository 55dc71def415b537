using System.Diagnostics;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Sandbox.Slack.Files;
using JamieDaemon.Slack.WebApi;
using JamieDaemon.Telemetry;
using JamieDaemon.Tests.EndToEnd;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;

namespace JamieDaemon.Tests.Docs;

/// <summary>docs/traces.md against the spans of a daemon that runs. Alone, because spans of other daemons in the process look the same.</summary>
[NonParallelizable]
public sealed class TracesPageTests
{
    /// <summary>What every span has that failed.</summary>
    private static readonly string[] OfFailures = ["error.type"];

    private static readonly Dictionary<string, ListedSpan> Listed = new MarkdownPage("docs/traces.md").Table("Spans").Select(ListedSpan.Read).ToDictionary(span => span.Name);

    private readonly CollectingProcessor _spans = new();

    [TearDown]
    public void Clean() => _spans.Dispose();

    [Test]
    public async Task A_running_daemon_emits_the_spans_that_are_listed_and_no_others()
    {
        await LiveAsync();
        var ours = _spans.Spans.Where(span => span.Source.Name == JamieTelemetry.Name).ToList();
        var names = ours.ToDictionary(span => span.SpanId, ListedName);
        Assert.Multiple(() =>
        {
            Assert.That(names.Values.Distinct(), Is.EquivalentTo(Listed.Keys));
            foreach (var span in ours.Where(span => Listed.ContainsKey(ListedName(span))))
            {
                var (listed, name) = (Listed[ListedName(span)], span.OperationName);
                Assert.That($"{span.Kind}".ToLowerInvariant(), Is.EqualTo(listed.Kind), name);
                var parent = span.ParentSpanId == default ? "-" : names.GetValueOrDefault(span.ParentSpanId, "unknown");
                if (listed.Parents is not ["any"]) Assert.That(listed.Parents, Does.Contain(parent), $"parent of {name}");
                var keys = span.TagObjects.Select(tag => tag.Key).ToList();
                Assert.That(keys.Except(OfFailures), Is.SubsetOf(listed.Always.Concat(listed.Sometimes)), name);
                Assert.That(listed.Always, Is.SubsetOf(keys), name);
                Assert.That(span.Events.Select(told => told.Name).Distinct(), Is.SubsetOf(listed.Events.Append("exception")), name);
            }
        });
    }

    /// <summary>Every way to ask once, with a file, a click and an end.</summary>
    private async Task LiveAsync()
    {
        await using var jamie = await RunningJamie.StartWithAsync(
            services => services.AddSingleton<BaseProcessor<Activity>>(_spans), modelOptions: new ModelServerOptions { TokenDelay = TimeSpan.Zero }, settings: ["Slack:NativeStreams=false"]);
        var ts = jamie.Slack.Files.Share("incidents", "oncall", $"<@{jamie.Slack.Team.BotUserId}> what is wrong?", FileUpload.Text("app.log", "12:04 OutOfMemoryError"));
        var answer = await jamie.WhenAnsweredAsync(ts, text => text.Contains("You asked", StringComparison.Ordinal));
        jamie.Slack.DirectMessage("oncall", "and a bluebird?");
        await jamie.Slack.Messages.WhenAsync(message => message.BotId is not null && message.Text.Contains("bluebird", StringComparison.Ordinal), Limits.Token);
        await jamie.Slack.Slash("oncall", "general", "/ask-jamie", "or a robin?").WhenRepliedAsync(message => message.Text.Contains("robin", StringComparison.Ordinal), Limits.Token);
        jamie.Slack.OpenHome("oncall");
        await jamie.WhenMetricsAsync("slack_app_home_opens_total 1\n");
        await jamie.Slack.Interactions.Click("oncall", answer, "jamie_details").WhenRepliedAsync(_ => true, Limits.Token);
        await jamie.StopAsync();
    }

    /// <summary>The name as the table has it, where a part of it varies.</summary>
    private static string ListedName(Activity span) => span.OperationName switch
    {
        var name when name.StartsWith("chat ", StringComparison.Ordinal) => "chat {model}",
        var name when name.StartsWith("slack.receive ", StringComparison.Ordinal) => "slack.receive {type}",
        var name when SlackMethod.All.Any(method => method.SpanName == name) => "slack.{method}",
        var name => name,
    };

    private sealed record ListedSpan(string Name, string Kind, string[] Parents, string[] Always, string[] Sometimes, string[] Events)
    {
        public static ListedSpan Read(string[] cells)
        {
            var attributes = Words(cells[3]);
            return new(cells[0], cells[1], Words(cells[2]), [.. attributes.Where(name => !name.EndsWith('?'))],
                [.. attributes.Where(name => name.EndsWith('?')).Select(name => name[..^1])], [.. Words(cells[4]).Where(name => name != "-")]);
        }

        private static string[] Words(string cell) => [.. cell.Replace("`", "", StringComparison.Ordinal).Trim('|', ' ').Split(", ")];
    }
}
