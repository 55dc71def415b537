using System.Runtime.Versioning;
using JamieDaemon.Slack;
using JamieDaemon.Slack.Home;
using JamieDaemon.Tests.Support;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace JamieDaemon.Tests.Slack.Home;

/// <summary>People's choices, on real files.</summary>
public sealed class ModelChoicesTests
{
    private readonly CollectingLogger<ModelChoices> _logger = new();

    [Test]
    public async Task A_choice_outlives_the_process_and_can_be_taken_back()
    {
        using var folder = new TempFolder();
        using (var choices = In(folder.File("state")))
        {
            Assert.That((choices.Of("U1"), choices.Problem), Is.EqualTo(((string?)null, (string?)null)), "nothing is there yet");
            await choices.SetAsync("U1", "llava:7b");
            await choices.SetAsync("U2", "tiny");
            await choices.SetAsync("U2", null);
        }

        using var next = In(folder.File("state"));
        Assert.That((next.Of("U1"), next.Of("U2"), next.Problem), Is.EqualTo(("llava:7b", (string?)null, (string?)null)));
        Assert.That(_logger.Lines, Is.Empty);
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task Nobody_else_may_read_it_and_nothing_else_is_left_behind()
    {
        using var folder = new TempFolder();
        var state = folder.File("state");
        Directory.CreateDirectory(state, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        await File.WriteAllTextAsync(Path.Combine(state, "model-choices.json.next"), "cut off");
        using var choices = In(state);
        await choices.SetAsync("U1", "tiny");
        Assert.That(Directory.GetFiles(state).Select(Path.GetFileName), Is.EqualTo(["model-choices.json"]));
        Assert.That(File.GetUnixFileMode(Path.Combine(state, "model-choices.json")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    [Test]
    [UnsupportedOSPlatform("windows")]
    public async Task The_directory_it_makes_is_Jamies_own()
    {
        using var folder = new TempFolder();
        using var choices = In(folder.File("state"));
        await choices.SetAsync("U1", "tiny");
        Assert.That(File.GetUnixFileMode(folder.File("state")), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute));
    }

    [TestCase("""{"version":1,"models":{"U1":"ti""")]
    [TestCase("")]
    [TestCase("null")]
    [TestCase("""{"version":2,"models":{"U1":"tiny"}}""")]
    [TestCase("""{"version":1,"models":{"U1":null}}""")]
    public async Task A_file_that_cannot_be_read_is_left_as_it_is_and_choices_hold_until_the_end(string content)
    {
        using var folder = new TempFolder();
        var file = folder.File("model-choices.json");
        await File.WriteAllTextAsync(file, content);
        using var choices = In(folder.Path);

        await choices.SetAsync("U1", "llava:7b");
        await choices.SetAsync("U2", "llava:7b");

        Assert.That((choices.Of("U1"), await File.ReadAllTextAsync(file)), Is.EqualTo(("llava:7b", content)));
        Assert.That(choices.Problem, Does.Contain(file).And.Contain("Mend or delete it"));
        Assert.That(_logger.Events, Is.EqualTo(["state.not_kept"]), "said once");
    }

    [Test]
    public async Task Where_nothing_can_be_written_choices_hold_until_the_end_and_health_says_so_as_long_as_it_is_so()
    {
        using var folder = new TempFolder();
        // Root may write everywhere, but not below a file.
        var state = folder.File("state");
        await File.WriteAllTextAsync(state, "");
        using var choices = In(state);
        var health = new ModelChoicesHealthCheck(choices);
        Assert.That(await StatusAsync(), Is.EqualTo(HealthStatus.Healthy), "nobody has chosen anything");

        await choices.SetAsync("U1", "llava:7b");
        await choices.SetAsync("U1", "tiny");
        Assert.That((choices.Of("U1"), await StatusAsync(), _logger.Lines.Count), Is.EqualTo(("tiny", HealthStatus.Degraded, 1)));

        File.Delete(state);
        await choices.SetAsync("U2", "tiny");
        Assert.That(await StatusAsync(), Is.EqualTo(HealthStatus.Healthy));
        using var next = In(state);
        Assert.That(next.Of("U1"), Is.EqualTo("tiny"), "what could not be written before is written too");

        async Task<HealthStatus> StatusAsync() => (await health.CheckHealthAsync(new HealthCheckContext())).Status;
    }

    [Test]
    public async Task Without_a_directory_choices_are_kept_in_memory_and_that_is_no_problem()
    {
        using var choices = In("");
        await choices.SetAsync("U1", "tiny");
        Assert.That((choices.Of("U1"), choices.Problem), Is.EqualTo(("tiny", (string?)null)));
    }

    [Test]
    public async Task Beyond_its_capacity_the_earliest_choice_is_forgotten()
    {
        using var choices = In("");
        for (var i = 0; i <= ModelChoices.Capacity; i++) await choices.SetAsync($"U{i}", "tiny");
        Assert.That((choices.Of("U0"), choices.Of("U1"), choices.Of($"U{ModelChoices.Capacity}")), Is.EqualTo(((string?)null, "tiny", "tiny")));
    }

    [Test]
    public async Task Choices_made_at_once_are_all_kept()
    {
        using var folder = new TempFolder();
        using var choices = In(folder.Path);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => choices.SetAsync($"U{i}", $"model-{i}")));
        using var next = In(folder.Path);
        Assert.That(Enumerable.Range(0, 20).Select(i => next.Of($"U{i}")), Is.EqualTo(Enumerable.Range(0, 20).Select(i => $"model-{i}")));
    }

    private ModelChoices In(string directory) => new(Options.Create(new SlackOptions { StateDirectory = directory }), _logger);
}
