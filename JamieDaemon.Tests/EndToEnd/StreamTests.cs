using JamieDaemon.Sandbox.Slack;
using JamieDaemon.Tests.Support;

namespace JamieDaemon.Tests.EndToEnd;

/// <summary>An answer as it grows before the eyes of those who wait for it.</summary>
public sealed class StreamTests
{
    private static readonly string Words = "one two " + string.Join(' ', Enumerable.Repeat("and more", 60));

    [Test]
    public async Task In_an_agents_thread_an_answer_grows_as_a_native_stream_and_ends_whole()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: SlowModel.Saying(Words), settings: ["Slack:ProgressInterval=00:00:00.1"]);
        var lengths = new List<int>();
        jamie.Slack.Messages.Changed += (_, change) =>
        {
            if (change.After is { IsStreaming: true } message) lengths.Add(message.Text.Length);
        };
        var ts = jamie.Slack.Mention("general", "oncall", "count");

        var answer = await jamie.Slack.Messages.WhenAsync(message => message is { Stream: SlackStreamState.Completed }, Limits.Token);

        Assert.That((answer.ThreadTs, answer.Text), Is.EqualTo((ts, Words)));
        Assert.That(lengths, Has.Count.GreaterThan(1).And.Ordered, "it was seen growing");
        Assert.That((jamie.Slack.CallsOf("chat.postMessage"), jamie.Slack.CallsOf("chat.update")), Is.EqualTo((0, 0)));
        await jamie.Slack.Threads.WhenAsync(thread => thread.ThreadTs == ts && thread is { Session: "active", Status: null }, Limits.Token);
    }

    [Test]
    public async Task An_answer_that_is_whole_at_once_is_one_message_by_one_call()
    {
        await using var jamie = await RunningJamie.StartAsync();
        var ts = jamie.Slack.Mention("general", "oncall", "quickly now");
        var answer = await jamie.WhenAnsweredAsync(ts, text => text.Contains("quickly now", StringComparison.Ordinal));
        Assert.That((answer.Stream, jamie.Slack.CallsOf("chat.startStream"), jamie.Slack.CallsOf("chat.postMessage")), Is.EqualTo(((SlackStreamState?)null, 0, 1)));
    }

    [TestCase(SlackAppKind.Assistant)]
    [TestCase(SlackAppKind.Plain)]
    public async Task Where_Slack_shows_no_Stop_button_an_answer_grows_by_edits_with_a_Stop_button_of_ours(SlackAppKind kind)
    {
        await using var jamie = await RunningJamie.StartAsync(
            new SlackWorkspaceOptions { AppKind = kind }, SlowModel.Saying(Words), "Slack:ProgressInterval=00:00:00.1");
        var ts = jamie.Slack.Mention("general", "oncall", "count");
        var growing = await jamie.WhenAnsweredAsync(ts, text => text.StartsWith("one two", StringComparison.Ordinal) && text != Words);
        Assert.That(growing.Blocks.ToString(), Does.Contain("jamie_stop"));
        var answer = await jamie.WhenAnsweredAsync(ts, text => text == Words);
        Assert.That(answer.Blocks.ToString(), Does.Not.Contain("jamie_stop"));
        Assert.That(jamie.Slack.CallsOf("chat.startStream"), Is.Zero);
    }

    [Test]
    public async Task A_stream_that_Slack_ends_before_its_text_goes_on_by_edits_of_the_same_message()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: SlowModel.Saying(Words), settings: ["Slack:ProgressInterval=00:00:00.1"]);
        jamie.Slack.Faults.Next("chat.appendStream", ScriptedAnswer.Failure("message_not_in_streaming_state"));
        var ts = jamie.Slack.Mention("general", "oncall", "count");
        await jamie.WhenAnsweredAsync(ts, text => text == Words);
        Assert.That(jamie.Slack.Messages.Thread(jamie.Slack.Channel("general").Id, ts).Count(message => message.BotId is not null), Is.EqualTo(1));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_stream_of_which_Slack_does_not_say_whether_it_has_grown_goes_on_by_edits_at_once(bool takesEffect)
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: SlowModel.Saying(Words), settings: ["Slack:ProgressInterval=00:00:00.1"]);
        jamie.Slack.Faults.Next("chat.appendStream", ScriptedAnswer.Http(503, takesEffect));
        var ts = jamie.Slack.Mention("general", "oncall", "count");
        var answer = await jamie.WhenAnsweredAsync(ts, text => text == Words);
        var edited = jamie.Slack.Messages.VersionsOf(answer.Channel, answer.Ts).Where(version => version.EditedTs is not null).Select(version => version.Said).Distinct();
        Assert.That(edited.Count(), Is.GreaterThan(1), "it was seen growing");
        Assert.That(edited, Has.All.Matches<string>(said => Words.StartsWith(said!, StringComparison.Ordinal)), "no word stands twice");
        Assert.That(jamie.Slack.Messages.Thread(answer.Channel, ts).Count(message => message.BotId is not null), Is.EqualTo(1));
    }

    [Test]
    public async Task A_stream_of_which_Slack_does_not_say_whether_it_is_open_is_taken_up_and_the_answer_stands_once()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: SlowModel.Saying(Words), settings: ["Slack:ProgressInterval=00:00:00.1"]);
        jamie.Slack.Faults.Next("chat.startStream", ScriptedAnswer.Http(503, takesEffect: true));
        var ts = jamie.Slack.Mention("general", "oncall", "count");
        await jamie.WhenAnsweredAsync(ts, text => text == Words);
        Assert.That(jamie.Slack.Messages.Thread(jamie.Slack.Channel("general").Id, ts).Count(message => message.BotId is not null), Is.EqualTo(1));
    }

    [Test]
    public async Task A_stream_of_which_Slack_does_not_say_whether_it_has_ended_is_ended_before_its_message_is_edited()
    {
        await using var jamie = await RunningJamie.StartAsync(modelOptions: SlowModel.Saying(Words), settings: ["Slack:ProgressInterval=00:00:00.1"]);
        jamie.Slack.Faults.Next("chat.stopStream", ScriptedAnswer.Http(503));
        var ts = jamie.Slack.Mention("general", "oncall", "count");
        var answer = await jamie.WhenAnsweredAsync(ts, text => text == Words);
        await jamie.Slack.Messages.WhenAsync(message => message.Ts == answer.Ts && message is { IsStreaming: false, Blocks: not null }, Limits.Token);
        Assert.That(jamie.Slack.Messages.Thread(jamie.Slack.Channel("general").Id, ts).Count(message => message.BotId is not null), Is.EqualTo(1));
    }

    [Test]
    public async Task A_footer_that_Slack_refuses_costs_no_words()
    {
        await using var jamie = await RunningJamie.StartAsync(
            new SlackWorkspaceOptions { AppKind = SlackAppKind.Plain }, SlowModel.Saying(Words), "Slack:ProgressInterval=00:00:10");
        var ts = jamie.Slack.Mention("general", "oncall", "count");
        await jamie.WhenAnsweredAsync(ts, text => text.StartsWith("one two", StringComparison.Ordinal));
        jamie.Slack.Faults.Next("chat.update", ScriptedAnswer.Failure("invalid_blocks"));
        await jamie.WhenAnsweredAsync(ts, text => text == Words);
        Assert.That(jamie.Slack.Messages.Thread(jamie.Slack.Channel("general").Id, ts).Count(message => message.BotId is not null), Is.EqualTo(1));
    }

    [Test]
    public async Task A_long_streamed_answer_rolls_over_into_the_next_message_and_its_code_stays_code()
    {
        var code = string.Concat(Enumerable.Range(0, 700).Select(i => $"echo line {i} of the script\n"));
        var whole = $"Run this:\n\n```bash\n{code}```\n\nThat is all.";
        await using var jamie = await RunningJamie.StartAsync(
            modelOptions: SlowModel.Saying(whole) with { Tokens = 60 }, settings: ["Slack:ProgressInterval=00:00:00.1"]);
        var ts = jamie.Slack.Mention("general", "oncall", "the script please");

        await jamie.WhenAnsweredAsync(ts, text => text.Contains("That is all.", StringComparison.Ordinal));

        var parts = jamie.Slack.Messages.Thread(jamie.Slack.Channel("general").Id, ts).Where(message => message.BotId is not null).ToList();
        Assert.That(parts, Has.Count.GreaterThan(1));
        var said = string.Concat(parts.Select(part => part.Said));
        Assert.That(Enumerable.Range(0, 700).Where(i => !said.Contains($"echo line {i} of the script", StringComparison.Ordinal)), Is.Empty);
        Assert.That(parts[..^1].Select(part => part.Said.TrimEnd()), Has.All.EndsWith("```"));
        Assert.That(parts[1..].Select(part => part.Said), Has.All.StartsWith("```bash"));
        Assert.That(parts.Select(part => part.IsStreaming), Has.All.False);
    }
}
