using JamieDaemon.Sandbox.Slack.Threads;
using JamieDaemon.Sandbox.Terminal;

namespace JamieDaemon.Tests.Sandbox.Terminal;

public sealed class StatusLinesTests
{
    private static readonly SlackThread Thread = new("C1", "1732183445.000100");

    [Test]
    public void In_place_a_status_is_shown_while_it_stands()
    {
        var lines = new StatusLines(inPlace: true);
        Assert.That(lines.Put(Thread with { Status = "is thinking…" }).Status, Is.False);
        Assert.That(lines.Current.Single().Status, Is.EqualTo("is thinking…"));
        lines.Put(Thread with { Session = "processing" });
        Assert.That(lines.Current, Has.Exactly(1).Items);
        lines.Put(Thread with { Session = "active" });
        Assert.That(lines.Current, Is.Empty);
    }

    [Test]
    public void On_paper_each_status_is_printed_once()
    {
        var lines = new StatusLines(inPlace: false);
        Assert.That(lines.Put(Thread with { Status = "is thinking…" }).Status, Is.True);
        Assert.That(lines.Put(Thread with { Status = "is thinking…", Title = "Why" }).Status, Is.False);
        Assert.That(lines.Put(Thread).Status, Is.False);
        Assert.That(lines.Current, Is.Empty);
    }

    [Test]
    public void Prompts_are_printed_when_they_are_set()
    {
        var lines = new StatusLines(inPlace: true);
        var prompted = Thread with { Prompts = [new SuggestedPrompt("Restarts", "why does it restart?")] };
        Assert.That(lines.Put(prompted).Prompts, Is.True);
        Assert.That(lines.Put(prompted with { Title = "Why" }).Prompts, Is.False);
    }
}
