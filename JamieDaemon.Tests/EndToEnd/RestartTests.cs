using JamieDaemon.Sandbox.Model;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>A daemon that ends with questions in hand, and the one after it, in one journal.</summary>
public sealed class RestartTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Test]
    public async Task What_waits_when_the_daemon_stops_is_answered_by_the_next_one_and_nobody_is_told_of_it()
    {
        await using var jamie = await StartAsync(SlowModel.Saying("It is DNS, as always, and it will be DNS tomorrow."), "Answering:Workers=1", "Answering:DrainTime=00:00:00.2");
        var asked = Enumerable.Range(0, 4).Select(i => jamie.Slack.Mention("general", "oncall", $"question {i}?")).ToList();
        await jamie.Slack.Sockets.WhenAsync(sockets => sockets.Acks.Count >= 4, Limits.Token);
        await Eventually.HoldsAsync(() => jamie.Model.Record.Open > 0);

        await jamie.RestartAsync();

        foreach (var ts in asked) await jamie.WhenAnsweredAsync(ts, text => text.StartsWith("It is DNS, as always, and it will be DNS tomorrow.", StringComparison.Ordinal));
        foreach (var ts in asked) Assert.That(Answers(jamie, ts).ToList(), Has.Count.EqualTo(1).And.None.Contains("restarted"));
    }

    [Test]
    public async Task What_was_changed_while_it_waited_is_answered_in_its_new_words_by_the_next_one()
    {
        await using var jamie = await StartAsync(
            new ModelServerOptions { Answer = static prompt => $"You ask: {prompt.Question}", TokenDelay = TimeSpan.FromMilliseconds(100) }, "Answering:Workers=1", "Answering:DrainTime=00:00:00.2");
        jamie.Slack.Mention("general", "oncall", "first?");
        await Eventually.HoldsAsync(() => jamie.Model.Record.Open > 0);
        var ts = jamie.Slack.Mention("general", "oncall", "why is checkout slow?");
        // Each mention is two envelopes.
        await jamie.Slack.Sockets.WhenAsync(sockets => sockets.Acks.Count >= 4, Limits.Token);
        jamie.Slack.EditMessage("general", ts, $"<@{jamie.Slack.Team.BotUserId}> why is search slow?");
        await jamie.Slack.Sockets.WhenAsync(sockets => sockets.Acks.Count >= 5, Limits.Token);

        await jamie.RestartAsync();

        await jamie.WhenAnsweredAsync(ts, text => text.StartsWith("You ask: why is search slow?", StringComparison.Ordinal));
    }

    [TestCase("true", TestName = "A_stream_that_was_begun_becomes_the_answer")]
    [TestCase("false", TestName = "A_message_that_was_begun_is_finished_and_not_posted_again")]
    public async Task What_was_begun_becomes_the_answer(string nativeStreams)
    {
        var words = string.Join(' ', Enumerable.Repeat("slowly", 60));
        await using var jamie = await StartAsync(
            SlowModel.Saying(words), "Answering:DrainTime=00:00:00", "Slack:FirstWordsAfter=00:00:00.01", $"Slack:NativeStreams={nativeStreams}");
        var ts = jamie.Slack.Mention("general", "oncall", "how does it go?");
        var begun = await jamie.WhenAnsweredAsync(ts, text => text.StartsWith("slowly", StringComparison.Ordinal));

        await jamie.RestartAsync();

        var whole = await jamie.WhenAnsweredAsync(ts, text => text.StartsWith(words, StringComparison.Ordinal));
        Assert.That(whole.Ts, Is.EqualTo(begun.Ts));
        Assert.That(Answers(jamie, ts).Count(), Is.EqualTo(1));
    }

    private static IEnumerable<string> Answers(RunningJamie jamie, string ts) =>
        jamie.Slack.Messages.In(jamie.Slack.Channels.Single(channel => channel.Name == "general").Id)
            .Where(message => message.ThreadTs == ts && message.BotId is not null).Select(message => message.Said);

    private Task<RunningJamie> StartAsync(ModelServerOptions model, params string[] settings) =>
        RunningJamie.StartAsync(modelOptions: model, settings: [$"Journal:Directory={_folder.File(Guid.NewGuid().ToString("N"))}", .. settings]);
}
