using System.Text.Json;
using JamieDaemon.Sandbox.Model;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>One line of the log for each question, however it ended.</summary>
public sealed class AuditTests
{
    [Test]
    public async Task Every_question_is_in_the_audit_once_however_it_ended()
    {
        using var logs = new TempFolder();
        await using (var jamie = await RunningJamie.StartAsync(settings: To(logs)))
        {
            jamie.Slack.AddUser("guest", user => user with { IsRestricted = true });
            await jamie.WhenAnsweredAsync(jamie.Slack.Mention("general", "oncall", "is it wordone?"), text => text.Contains("wordone", StringComparison.Ordinal));
            jamie.Model.Faults.Add(ModelFault.Crash);
            await jamie.WhenAnsweredAsync(jamie.Slack.Mention("general", "oncall", "does it break?"), text => text.Contains("Sorry", StringComparison.Ordinal));
            jamie.Slack.Mention("general", "guest", "may I?");
            jamie.Model.Faults.Add(ModelFault.Silence);
            var stopped = jamie.Slack.Mention("general", "oncall", "what takes so long?");
            await Eventually.HoldsAsync(() => jamie.Model.Record.Requests.Any(request => request.Messages is { Count: > 0 } said && said[^1].Content!.Contains("takes so long", StringComparison.Ordinal)));
            jamie.Slack.Mention("general", "oncall", "stop", threadTs: stopped);
            jamie.Slack.Say("general", "developer", "nobody asked you");
            await jamie.WhenMetricsAsync("jamie_commands_total{intent=\"mention\",status=\"cancelled\"} 1\n");
            await jamie.WhenMetricsAsync("jamie_commands_total{intent=\"mention\",status=\"rejected\"} 1\n");
        }

        var audit = Audit(logs);
        Assert.Multiple(() =>
        {
            Assert.That(audit.Select(line => Label(line, "result")), Is.EquivalentTo(new[] { "Answered", "Failed", "Refused", "Stopped" }));
            Assert.That(audit.Select(line => Label(line, "job_id")), Is.Unique);
            Assert.That(audit.Select(line => Label(line, "user")), Has.All.Match("^[0-9a-f]{16}$"), "nobody is named");
            Assert.That(audit.Select(line => Label(line, "job_type")), Is.All.EqualTo("mention"));
            Assert.That(audit.Select(line => Label(line, "session_id")), Has.All.Match("^C[A-Z0-9]+:[0-9.]+$"));
            Assert.That(string.Concat(audit), Does.Not.Contain("wordone"));
            var answered = audit.Single(line => Label(line, "result") == "Answered");
            Assert.That(Label(answered, "model"), Is.EqualTo("bruno-sre"));
            Assert.That(answered.GetProperty("jamie").GetProperty("prompt_tokens").GetDouble(), Is.GreaterThan(0));
            Assert.That(answered.GetProperty("jamie").GetProperty("answer_tokens").GetDouble(), Is.GreaterThan(0));
            Assert.That(answered.GetProperty("event").GetProperty("duration").GetInt64(), Is.GreaterThan(0));
        });
    }

    [Test]
    public async Task A_question_without_a_place_is_in_the_audit_too_and_people_are_named_where_the_operator_wants_that()
    {
        using var logs = new TempFolder();
        string asker;
        await using (var jamie = await RunningJamie.StartAsync(settings: [.. To(logs), "Slack:PlainUserIds=true", "Slack:Limits:PerMinute=1"]))
        {
            asker = jamie.Slack.User("oncall").Id;
            await jamie.WhenAnsweredAsync(jamie.Slack.Mention("general", "oncall", "is it one?"), text => text.Contains("is it one", StringComparison.Ordinal));
            jamie.Slack.Mention("general", "oncall", "is it two?");
            await jamie.WhenMetricsAsync(page => page.Contains("status=\"rejected\"} 1\n", StringComparison.Ordinal), "the refusal");
        }

        var audit = Audit(logs);
        Assert.That(audit.Select(line => Label(line, "user")), Is.EqualTo(new[] { asker, asker }));
        Assert.That(audit.Select(line => Label(line, "result")), Is.Unique.And.Contains("Answered"));
    }

    private static string[] To(TempFolder logs) => [$"Observability:Logs:Directory={logs.Path}", "Slack:NativeStreams=false"];

    private static List<JsonElement> Audit(TempFolder logs) =>
    [
        .. Directory.GetFiles(logs.Path, "*.json").Order().SelectMany(File.ReadAllLines).Select(line => JsonElement.Parse(line))
            .Where(line => line.GetProperty("event").TryGetProperty("action", out var action) && action.ValueEquals("audit.question")),
    ];

    private static string? Label(JsonElement line, string name) => line.GetProperty("labels").TryGetProperty(name, out var label) ? label.GetString() : null;
}
